import type { InvoiceIndex, NumberedInvoice } from './invoice-index.ts'

/** What somebody wrote that may be the number of an invoice, and which invoices it can mean. */
export type FoundReference = {
  /** `full`: year and number. `short`: no year. `partial`: cut off, or zeros lost. `bare`: nothing says that it is one. */
  kind: 'full' | 'short' | 'partial' | 'bare'
  written: string
  invoices: NumberedInvoice[]
}

const words = 'TAX ?INVOICES?|INVOICES?|BILLS?'
const filler = '[^A-Z0-9]{0,4}(?:(?:NO|NOS|NUM|NUMBER|NR|REF)[^A-Z0-9]{0,3})?'
const digits = '\\d+(?:(?: ?[-_/.,;&+#:]+ ?| ?(?:TO|AND) ?| )\\d+){0,12}'

/** Every reference in a text, as it was typed by hand, cut by a bank or folded over two lines. */
export function findReferences(text: string, index: InvoiceIndex): FoundReference[] {
  const found: FoundReference[] = []
  const plain = mendDigits(text.toUpperCase())
  const rest = plain.replace(patternFor(index.prefixes), (whole: string, prefix: string, numbers: string) => {
    found.push(...readNumbers(numbers, index, index.prefixes.has(lettersOf(prefix)) ? lettersOf(prefix) : null))
    return ' '.repeat(whole.length)
  })
  for (const [written, year, number] of rest.matchAll(/(?<!\d)(20\d\d)[-/ ]?(\d{5})(?!\d)/g)) {
    const invoices = index.numbered(null, Number(year), Number(number))
    if (invoices.length > 0) found.push({ kind: 'full', written, invoices })
  }
  for (const [written] of rest.matchAll(/(?<![\dA-Z-])0\d{4}(?!\d)/g)) {
    const invoices = index.numbered(null, null, Number(written))
    if (invoices.length > 0) found.push({ kind: 'bare', written, invoices })
  }
  return withoutRepeats(found)
}

const patterns = new WeakMap<ReadonlySet<string>, RegExp>()

function patternFor(prefixes: ReadonlySet<string>): RegExp {
  let pattern = patterns.get(prefixes)
  if (!pattern) {
    const loose = [...prefixes].map((prefix) => [...prefix].join(' ?'))
    pattern = new RegExp(`(${[words, ...loose].join('|')})(?![A-Z])${filler}(${digits})`, 'g')
    patterns.set(prefixes, pattern)
  }
  return pattern
}

const lettersOf = (prefix: string) => prefix.replaceAll(' ', '')

/** The letter O for 0, and I or l for 1, where only digits make sense. */
function mendDigits(text: string): string {
  return text
    .replace(/(?<=\dO*)O+(?=O*\d|\b)|(?<=[-/ #]|INV)O+(?=O*\d)/g, (letters) => '0'.repeat(letters.length))
    .replace(/(?<=\d)[IL](?=\d)/g, '1')
    .replace(/\b[1L]NV(?=[^A-Z])/g, 'INV')
}

type Piece = { digits: string; glue: string }

/** `2026-00012`, `202600012, 13 & 14`, `00012 to 00015`, `26/00012`, `2026-000 12`: one number after the other. */
function readNumbers(text: string, index: InvoiceIndex, prefix: string | null): FoundReference[] {
  const pieces = [...text.matchAll(/([^\d]*)(\d+)/g)].map(([, glue, run]) => ({ glue: glue!.trim(), digits: run! }))
  const found: FoundReference[] = []
  let year: number | null = null
  let last: number | undefined
  for (let at = 0; at < pieces.length; at++) {
    const head = readYear(pieces, at, index)
    if (head) {
      year = head.year
      at += head.skip
    }
    let piece: Piece | undefined = head ? (head.rest ? { digits: head.rest, glue: '' } : pieces[at]) : pieces[at]
    if (!piece) break
    const next = pieces[at + 1]
    if (
      next &&
      next.glue === '' &&
      piece.digits.length < index.width &&
      piece.digits.startsWith('0') &&
      piece.digits.length + next.digits.length === index.width
    ) {
      piece = { digits: piece.digits + next.digits, glue: piece.glue }
      at++
    }
    // A number behind a mere space is the bank's own, unless it is written out.
    if (last !== undefined && piece.glue === '' && !head && piece.digits.length !== index.width) break
    const reference = readNumber(piece.digits, year, prefix, index)
    if (!reference) {
      if (last === undefined) found.push({ kind: year === null ? 'short' : 'full', written: text.trim(), invoices: [] })
      break
    }
    const number = Number(piece.digits)
    if (last !== undefined && /^(TO|-)$/.test(piece.glue) && number > last + 1 && number - last <= 20)
      for (let between = last + 1; between < number; between++) {
        const invoices = index.numbered(prefix, year, between)
        if (invoices.length > 0) found.push({ kind: reference.kind, written: String(between), invoices })
      }
    found.push(reference)
    last = number
  }
  return found
}

/** A year in front of the number, also folded in two or glued to it. */
function readYear(pieces: Piece[], at: number, { years, width }: InvoiceIndex) {
  const run = pieces[at]!.digits
  const next = pieces[at + 1]
  if (run.length > 4 && run.length <= 4 + width && years.has(Number(run.slice(0, 4))))
    return { year: Number(run.slice(0, 4)), rest: run.slice(4), skip: 0 }
  if (!next) return undefined
  if (run.length === 4 && years.has(Number(run))) return { year: Number(run), rest: '', skip: 1 }
  if (run === '20' && next.digits.length === 2 && pieces[at + 2] && years.has(Number(`20${next.digits}`)))
    return { year: Number(`20${next.digits}`), rest: '', skip: 2 }
  if (run.length === 2 && next.digits.length >= 3 && years.has(Number(`20${run}`)))
    return { year: Number(`20${run}`), rest: '', skip: 1 }
  return undefined
}

function readNumber(
  run: string,
  year: number | null,
  prefix: string | null,
  index: InvoiceIndex,
): FoundReference | undefined {
  if (run.length > index.width) return undefined
  const exact = index.numbered(prefix, year, Number(run))
  if (run.startsWith('0') && run.length < index.width) {
    // Either zeros were left away or the end was cut off: both readings are open.
    const cut = index.beginning(prefix, year, run)
    const invoices = [...new Set([...exact, ...cut])]
    return invoices.length > 0 ? { kind: 'partial', written: run, invoices } : undefined
  }
  return exact.length > 0
    ? {
        kind: year === null ? (run.length === index.width ? 'short' : 'partial') : 'full',
        written: run,
        invoices: exact,
      }
    : undefined
}

function withoutRepeats(found: FoundReference[]): FoundReference[] {
  const seen = new Set<string>()
  return found.filter(({ invoices }) => {
    const key = invoices.map(({ number }) => number).join(' ')
    return key === '' || (!seen.has(key) && seen.add(key))
  })
}
