import { bankOf, type ColumnMapping, currencyPlace, fingerprintOf, fits, guessMapping, placeOf } from './csv-columns.ts'
import { readAmount } from '#platform/read-amount.ts'
import { readDay } from '#platform/read-day.ts'
import { type CsvRecord, separatorOf, splitCsv } from '#platform/split-csv.ts'
import { notInSgd, quoted, rowOf, type StatementItem, type StatementRow, unreadable } from './statement-rows.ts'

export type CsvHead = {
  bank: string | null
  heads: string[]
  header_fingerprint: string
  /** Null when nobody has said yet which column is which, and the heads do not tell. */
  mapping: ColumnMapping | null
  header_line: number
}

/** What somebody said of the columns: for this file, or of a layout seen before, by its fingerprint. */
export type KnownColumns = { mapping?: ColumnMapping | undefined; remembered?: Record<string, ColumnMapping> }

const longestPreamble = 60

/** Banks write the account and the period above the table, so its head is looked for. */
export function findCsvHead(text: string, known: KnownColumns): CsvHead {
  let likeliest: CsvRecord | undefined
  for (const record of splitCsv(text, separatorOf(text))) {
    if (record.line > longestPreamble) break
    const { cells, line } = record
    const header_fingerprint = fingerprintOf(cells)
    const mapping = mappingFor(cells, header_fingerprint, known)
    if (mapping) return { bank: bankOf(cells), heads: cells, header_fingerprint, mapping, header_line: line }
    if (cells.filter(Boolean).length > (likeliest?.cells.filter(Boolean).length ?? 2)) likeliest = record
  }
  if (!likeliest || known.mapping) throw columnsMissing(known.mapping)
  const { cells: heads, line: header_line } = likeliest
  return { bank: null, heads, header_fingerprint: fingerprintOf(heads), mapping: null, header_line }
}

function mappingFor(heads: string[], header_fingerprint: string, { mapping, remembered }: KnownColumns) {
  if (mapping) return fits(mapping, heads) ? mapping : undefined
  const said = remembered?.[header_fingerprint]
  return said && fits(said, heads) ? said : guessMapping(heads)
}

const columnsMissing = (mapping: ColumnMapping | undefined) =>
  unreadable(
    mapping
      ? 'The file does not have all the columns that were chosen. Choose them again for this file.'
      : 'No table of transactions was found in the file. Export the statement again, with the heads of its columns.',
  )

/** The transactions below the head, each line either a row or a reason why it is none. */
export function* readCsvStatement(text: string, { header_line, heads, mapping }: CsvHead): Generator<StatementItem> {
  if (!mapping) throw new Error('A CSV is read once its columns are known')
  const columns = columnsOf(heads, mapping)
  let open: StatementRow | undefined
  for (const record of splitCsv(text, separatorOf(text))) {
    if (record.line <= header_line) continue
    const item = readRecord(record, columns)
    if (typeof item === 'string') {
      if (open && item) open.description = `${open.description} ${item}`.trim().slice(0, 1000)
      continue
    }
    if (open) yield open
    open = undefined
    if ('reason' in item) yield item
    else open = item
  }
  if (open) yield open
}

type Columns = Record<
  'date' | 'amount' | 'credit' | 'debit' | 'payer_name' | 'payer_account' | 'balance' | 'currency',
  number
> & {
  description: number[]
  reference: number[]
  date_order: ColumnMapping['date_order']
}

function columnsOf(heads: string[], mapping: ColumnMapping): Columns {
  const at = (head: string | null) => (head === null ? -1 : placeOf(head, heads))
  return {
    date: at(mapping.date),
    amount: at(mapping.amount),
    credit: at(mapping.credit),
    debit: at(mapping.debit),
    payer_name: at(mapping.payer_name),
    payer_account: at(mapping.payer_account),
    balance: at(mapping.balance),
    currency: currencyPlace(heads),
    description: mapping.description.map(at),
    reference: mapping.reference.map(at),
    date_order: mapping.date_order,
  }
}

/** A line with text alone goes on with the description of the one above; an empty text is a line of totals. */
function readRecord({ cells, line }: CsvRecord, columns: Columns): StatementItem | string {
  const cell = (index: number) => cells[index] ?? ''
  const join = (indexes: number[]) => indexes.map(cell).filter(Boolean).join(' ')
  const day = cell(columns.date)
  const sums = [columns.amount, columns.credit, columns.debit].map(cell)
  const has_sum = sums.some((sum) => /[1-9]/.test(sum))
  const description = join(columns.description)
  if (!day && !has_sum) return description
  if (!has_sum && /balance|total|brought|carried/i.test(cells.join(' '))) return ''
  if (/^(total|closing|opening|balance|end of)\b/i.test(day)) return ''

  const transaction_date = readDay(day, columns.date_order)
  if (!transaction_date) return { line, reason: `The date ${quoted(day)} cannot be read.` }
  const currency = cell(columns.currency).toUpperCase()
  if (currency && currency !== 'SGD') return { line, reason: notInSgd(currency) }
  const amount = signedAmount(sums as [string, string, string])
  if (typeof amount === 'string') return { line, reason: amount }
  const balance = cell(columns.balance)
  const balance_cents = balance ? readAmount(balance) : null
  return rowOf({
    line,
    transaction_date,
    amount_cents: amount,
    description,
    reference: join(columns.reference),
    payer_name: nameIn(cell(columns.payer_name)),
    payer_account: cell(columns.payer_account),
    balance_cents: balance_cents ?? null,
    warning: balance_cents === undefined ? `The balance ${quoted(balance)} cannot be read.` : null,
  })
}

/** Cents with their sign, or why there are none. */
function signedAmount([amount, credit, debit]: [string, string, string]): number | string {
  const given = [amount, credit, debit].filter((sum) => /[1-9]/.test(sum))
  if (given.length === 0) return 'There is no amount, or it is 0.'
  if (given.length === 2) return 'Money comes in and goes out on the same line.'
  const cents = readAmount(given[0]!)
  if (cents === undefined) return `The amount ${quoted(given[0]!)} cannot be read.`
  return given[0] === debit && debit !== amount && debit !== credit ? -Math.abs(cents) : cents
}

/** Some banks put the day of a card purchase where the name of the payer stands otherwise. */
const nameIn = (text: string) => (/[a-z]{2}/i.test(text) ? text : null)
