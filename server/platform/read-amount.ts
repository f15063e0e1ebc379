/** As large as an amount may be elsewhere: a hundred billion dollars. */
const largest = 10_000_000_000_000

/**
 * Cents of an amount as people and banks write it: `1,234.56`, `1.234,56`, `S$50`, `(12.00)`, `12.00-`, `12.00 DR`.
 * Undefined when it cannot be read without guessing, or has more than two decimals.
 */
export function readAmount(text: string): number | undefined {
  const match = /^([(+-]?)(?:S\$|SGD|\$)?([(+-]?)([\d.,' ]*\d[.,]?)(?:SGD)?(\)?)(-|CR|DR|C|D)?$/i.exec(
    text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ''),
  )
  if (!match) return undefined
  const [, before, inner, digits, closing, after] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ]
  if ((before === '(' || inner === '(') !== (closing === ')')) return undefined
  const cents = centsOf(digits)
  if (cents === undefined) return undefined
  const isNegative = [before, inner].some((sign) => sign === '-' || sign === '(') || /^(-|DR|D)$/i.test(after ?? '')
  return isNegative && cents !== 0 ? -cents : cents
}

const english = /^(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/
const continental = /^(\d+|\d{1,3}(?:\.\d{3})+),(\d{0,2})$/

/** Whole cents by the digits themselves: no number with a fraction ever comes about. */
function centsOf(text: string): number | undefined {
  const plain = text.replaceAll("'", '')
  const match = english.exec(plain) ?? continental.exec(plain)
  if (!match) return undefined
  const whole = (match[1] ?? '').replace(/[.,]/g, '')
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > 2 || whole.length > 13) return undefined
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return cents <= largest ? cents : undefined
}
