import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import { notInSgd, quoted, rowOf, type StatementItem } from './statement-rows.ts'

export const looksLikeMt940 = (text: string): boolean =>
  /(^|\n):20:/.test(text.slice(0, 4000)) && /\n:60[FM]:/.test(text)

/** Value date, perhaps the booking day, sign, perhaps the letter of the currency, amount, type, reference, bank's own. */
const statementLine =
  /^(\d{6})(\d{4})?(RC|RD|C|D)([A-Z])?(\d[\d,]*)([NFS][A-Z0-9]{3})?([^\n/]*)(?:\/\/([^\n]*))?(?:\n([^\n]*))?/

/** SWIFT MT940: each :61: is a transaction, and the :86: behind it says more of it. */
export function* readMt940(text: string): Generator<StatementItem> {
  let open: { text: string; line: number; about: string } | undefined
  let currency: string | undefined
  const read = (entry: NonNullable<typeof open>): StatementItem =>
    currency && currency !== 'SGD' ? { line: entry.line, reason: notInSgd(currency) } : transactionOf(entry)
  for (const { tag, value, line } of tagsOf(text)) {
    if (tag === '86' && open) {
      open.about = value
      continue
    }
    if (open) yield read(open)
    if (/^60[FM]$/.test(tag)) currency = /^[CD]\d{6}([A-Z]{3})/.exec(value)?.[1]
    open = tag === '61' ? { text: value, line, about: '' } : undefined
  }
  if (open) yield read(open)
}

function* tagsOf(text: string): Generator<{ tag: string; value: string; line: number }> {
  let open: { tag: string; value: string; line: number } | undefined
  let number = 0
  for (const line of text.split(/\r\n?|\n/)) {
    number++
    const match = /^(?:\{[^}]*\})*:(\d\d[A-Z]?):(.*)$/.exec(line)
    if (match) {
      if (open) yield open
      open = { tag: match[1]!, value: match[2]!, line: number }
    } else if (/^(-|-\}|\{)/.test(line)) {
      if (open) yield open
      open = undefined
    } else if (open) open.value += `\n${line}`
  }
  if (open) yield open
}

function transactionOf({ text, line, about }: { text: string; line: number; about: string }): StatementItem {
  const match = statementLine.exec(text)
  if (!match) return { line, reason: `The line ${quoted(`:61:${text}`)} cannot be read.` }
  const [, day, , mark, , digits, , owner, bank, extra] = match
  const transaction_date = readDay(`20${day!}`)
  if (!transaction_date) return { line, reason: `The date “${day}” cannot be read.` }
  const cents = readAmount(digits!)
  if (!cents)
    return { line, reason: cents === 0 ? 'There is no amount, or it is 0.' : `The amount “${digits}” cannot be read.` }
  // The reversal of a debit comes in like a credit, and the other way round.
  const amount_cents = mark === 'C' || mark === 'RD' ? cents : -cents
  const said = readAbout(about)
  return rowOf({
    line,
    transaction_date,
    amount_cents,
    description: [said.description, extra].filter(Boolean).join(' '),
    reference: [said.reference, owner?.trim() === 'NONREF' ? null : owner?.trim()].filter(Boolean).join(' '),
    payer_name: said.payer_name,
    payer_account: said.payer_account,
    bank_id: bank?.trim() || null,
  })
}

type About = { description: string; reference: string | null; payer_name: string | null; payer_account: string | null }

/** Subfields as `?20…` or `/REMI/…`; otherwise plain text, whose lines are parts of one. */
function readAbout(about: string): About {
  if (/^\d{3}\?\d\d|^\?\d\d/.test(about)) return fromNumbers(about.replaceAll('\n', ''))
  if (/\/(REMI|ORDP|EREF|BENM|NAME|IBAN)\//.test(about)) return fromWords(about.replaceAll('\n', ''))
  return { description: about.replaceAll('\n', ' '), reference: null, payer_name: null, payer_account: null }
}

function fromNumbers(text: string): About {
  const parts = text.split(/\?(?=\d\d)/).slice(1)
  const take = (wanted: (code: number) => boolean, glue: string) =>
    parts
      .filter((part) => wanted(Number(part.slice(0, 2))))
      .map((part) => part.slice(2))
      .join(glue)
      .trim()
  const purpose = take((code) => (code >= 20 && code <= 29) || (code >= 60 && code <= 63), ' ')
  const reference = /EREF\+(.+?)(?= ?[A-Z]{4}\+|$)/.exec(purpose)?.[1]?.trim() ?? null
  return {
    description: [take((code) => code === 0, ''), purpose].filter(Boolean).join(' '),
    reference: reference === 'NOTPROVIDED' ? null : reference,
    payer_name: take((code) => code === 32 || code === 33, '') || null,
    payer_account: take((code) => code === 31, '') || null,
  }
}

function fromWords(text: string): About {
  const field = (name: string) => new RegExp(`/${name}/(.*?)(?=/[A-Z]{4}/|$)`).exec(text)?.[1]?.trim() || null
  const payer = field('ORDP') ?? field('NAME')
  const reference = field('EREF')
  return {
    description: field('REMI') ?? text,
    reference: reference === 'NOTPROVIDED' ? null : reference,
    payer_name: payer,
    payer_account: field('IBAN') ?? field('ACCW'),
  }
}
