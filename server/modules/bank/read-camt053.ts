import { SaxesParser } from 'saxes'
import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import { notInSgd, quoted, rowOf, type StatementItem, unreadable } from './statement-rows.ts'

export const looksLikeCamt053 = (text: string): boolean => /BkToCstmrStmt|camt\.05[23]/.test(text.slice(0, 4000))

/** Text elements that are wanted, by the end of their path; the first of each counts. */
const wanted: Record<string, keyof Entry> = {
  'Ntry/Amt': 'amount',
  'Ntry/CdtDbtInd': 'direction',
  'BookgDt/Dt': 'booked',
  'BookgDt/DtTm': 'booked',
  'ValDt/Dt': 'valued',
  'ValDt/DtTm': 'valued',
  'Ntry/Sts': 'status',
  'Sts/Cd': 'status',
  'Ntry/AcctSvcrRef': 'bank_id',
  'Ntry/AddtlNtryInf': 'more',
  'Refs/EndToEndId': 'end_to_end',
  'RmtInf/Ustrd': 'remittance',
  'CdtrRefInf/Ref': 'structured',
  'Dbtr/Nm': 'payer',
  'Pty/Nm': 'payer',
  IBAN: 'account',
  'Othr/Id': 'account',
  'TxDtls/Amt': 'part',
  'TxAmt/Amt': 'part',
}

type Entry = Partial<
  Record<
    | 'amount'
    | 'direction'
    | 'currency'
    | 'status'
    | 'booked'
    | 'valued'
    | 'bank_id'
    | 'more'
    | 'end_to_end'
    | 'remittance'
    | 'structured'
    | 'payer'
    | 'account'
    | 'part',
    string
  >
> & { line: number }

const chunk = 65_536

/** CAMT.053, read as a stream: an entry is one row, or one for each of its transactions where the bank lists amounts. */
export function* readCamt053(text: string): Generator<StatementItem> {
  const found: StatementItem[] = []
  const parser = listen(found)
  for (let at = 0; at < text.length; at += chunk) {
    parser.write(text.slice(at, at + chunk))
    yield* found.splice(0)
  }
  parser.close()
  yield* found
}

function listen(found: StatementItem[]): SaxesParser {
  const parser = new SaxesParser()
  const path: string[] = []
  let entry: Entry | undefined
  let parts: Entry[] = []
  let letters = ''
  parser.on('doctype', () => {
    throw unreadable('The file defines entities of its own, which no bank does. It was not read.')
  })
  parser.on('error', ({ message }) => {
    throw unreadable(`The XML is broken at ${message.slice(0, 120)} Export the statement again.`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    path.push(local(name))
    letters = ''
    if (entry && path.slice(-2).join('/') === 'Ntry/Amt' && attributes.Ccy) entry.currency ??= String(attributes.Ccy)
    if (local(name) === 'Ntry') [entry, parts] = [{ line: parser.line }, []]
    else if (local(name) === 'TxDtls' && entry) parts.push({ line: parser.line })
  })
  parser.on('text', (piece) => void (letters += piece))
  parser.on('cdata', (piece) => void (letters += piece))
  parser.on('closetag', () => {
    const field = wanted[path.slice(-2).join('/')] ?? wanted[path.at(-1)!]
    if (entry && field) keep(entry, parts, path, field, letters.trim())
    if (path.pop() === 'Ntry' && entry) {
      found.push(...rowsOf(entry, parts))
      entry = undefined
    }
    letters = ''
  })
  return parser
}

/** Names of elements are compared without the prefix that a bank may give their namespace. */
const local = (name: string) => name.slice(name.indexOf(':') + 1)

function keep(entry: Entry, parts: Entry[], path: string[], field: keyof Entry, value: string): void {
  const holder = path.includes('TxDtls') ? parts.at(-1)! : entry
  if (field === 'account' && !path.includes('DbtrAcct')) return
  if (field === 'payer' && !path.includes('Dbtr')) return
  if (field === 'line' || !value) return
  if (field === 'remittance' && holder.remittance) holder.remittance += ` ${value}`
  else holder[field] ??= value
}

function rowsOf(entry: Entry, parts: Entry[]): StatementItem[] {
  const split = parts.length > 1 && parts.every(({ part }) => part !== undefined)
  if (!split) return [rowFrom(entry, { ...entry, ...parts[0], line: entry.line }, entry.amount ?? '')]
  return parts.map((part) =>
    rowFrom(
      entry,
      { ...entry, ...part },
      part.part!,
      entry.bank_id && `${entry.bank_id}/${part.end_to_end ?? parts.indexOf(part)}`,
    ),
  )
}

function rowFrom(entry: Entry, said: Entry, amount: string, bank_id = entry.bank_id): StatementItem {
  const { line } = said
  if (entry.currency && entry.currency !== 'SGD') return { line, reason: notInSgd(entry.currency) }
  if (entry.status && entry.status !== 'BOOK') return { line, reason: 'The bank has not booked it yet.' }
  const day = (entry.booked ?? entry.valued ?? '').slice(0, 10)
  const transaction_date = readDay(day)
  if (!transaction_date) return { line, reason: `The date ${quoted(day)} cannot be read.` }
  const cents = readAmount(amount)
  if (!cents)
    return {
      line,
      reason: cents === 0 ? 'There is no amount, or it is 0.' : `The amount ${quoted(amount)} cannot be read.`,
    }
  // RvslInd says that the entry takes back another; CdtDbtInd already is its own direction.
  const amount_cents = entry.direction === 'DBIT' ? -cents : cents
  const reference = [said.end_to_end === 'NOTPROVIDED' ? null : said.end_to_end, said.structured]
    .filter(Boolean)
    .join(' ')
  return rowOf({
    line,
    transaction_date,
    amount_cents,
    description: [said.remittance, said.more].filter(Boolean).join(' '),
    reference,
    payer_name: said.payer ?? null,
    payer_account: said.account ?? null,
    bank_id: bank_id ?? null,
  })
}
