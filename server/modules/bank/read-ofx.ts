import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import { notInSgd, quoted, rowOf, type StatementItem, unreadable } from './statement-rows.ts'

export const looksLikeOfx = (text: string): boolean => /^\s*(OFXHEADER:|<\?OFX|<OFX>)|<OFX>/i.test(text.slice(0, 2000))

/** OFX 1 leaves closing tags away and OFX 2 is XML; read by its tags one after the other, both look alike. */
export function* readOfx(text: string): Generator<StatementItem> {
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw unreadable('The file defines entities of its own, which no bank does. It was not read.')
  const tag = /<(\/?)([A-Z0-9.]+)>([^<\r\n]*)/gi
  const places = lineCounter(text)
  let fields: Map<string, string> | undefined
  let line = 0
  let currency = 'SGD'
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const [, slash, name, value] = match as unknown as [string, string, string, string]
    const upper = name.toUpperCase()
    if (upper === 'STMTTRN') {
      // A file that was cut off in the middle of a transaction ends there.
      if (fields && slash) yield currency === 'SGD' ? transactionOf(fields, line) : { line, reason: notInSgd(currency) }
      fields = slash ? undefined : new Map()
      line = places(match.index)
    } else if (upper === 'CURDEF' && value.trim()) currency = value.trim().toUpperCase()
    else if (fields && !slash && value.trim() && !fields.has(upper)) fields.set(upper, decodeEntities(value.trim()))
  }
}

function transactionOf(fields: Map<string, string>, line: number): StatementItem {
  const posted = fields.get('DTPOSTED') ?? ''
  const transaction_date = readDay(posted)
  if (!transaction_date) return { line, reason: `The date ${quoted(posted)} cannot be read.` }
  const amount = fields.get('TRNAMT') ?? ''
  const amount_cents = readAmount(amount)
  if (amount_cents === undefined) return { line, reason: `The amount ${quoted(amount)} cannot be read.` }
  if (amount_cents === 0) return { line, reason: 'There is no amount, or it is 0.' }
  const reference = [fields.get('CHECKNUM'), fields.get('REFNUM')].filter(Boolean).join(' ')
  return rowOf({
    line,
    transaction_date,
    amount_cents,
    description: fields.get('MEMO') ?? fields.get('NAME') ?? '',
    reference: reference || null,
    payer_name: fields.get('NAME') ?? null,
    payer_account: fields.get('ACCTID') ?? null,
    bank_id: fields.get('FITID') ?? null,
  })
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w{1,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** The line of a place, asked for in the order of the text. */
function lineCounter(text: string): (place: number) => number {
  let line = 1
  let counted = 0
  return (place) => {
    for (let at = text.indexOf('\n', counted); at !== -1 && at < place; at = text.indexOf('\n', at + 1)) {
      line++
      counted = at + 1
    }
    return line
  }
}
