import { Problem } from '#platform/errors.ts'

/** One line of a bank statement, whatever the format of the file was. */
export type StatementRow = {
  /** Where it stands in the file, from 1. */
  line: number
  transaction_date: string
  /** Positive where money came in. */
  amount_cents: number
  description: string
  reference: string | null
  payer_name: string | null
  payer_account: string | null
  balance_cents: number | null
  /** What the bank itself calls the transaction, where it promises that no other has it. */
  bank_id: string | null
  /** Why somebody should look at it before it is used. */
  warning: string | null
}

/** A line that is left out, and why. */
export type BadRow = { line: number; reason: string }
export type StatementItem = StatementRow | BadRow
export const isBad = (item: StatementItem): item is BadRow => 'reason' in item
export const isRow = (item: StatementItem): item is StatementRow => !isBad(item)

export type StatementFormat = 'csv' | 'ofx' | 'mt940' | 'camt053'

/** Amounts of another currency would be taken for Singapore dollars. */
export const notInSgd = (currency: string): string =>
  `It is in ${clean(currency, 10)}; only Singapore dollars are imported.`

/** A cell as a reason quotes it: short, and such as can be kept. */
export const quoted = (cell: string): string => `“${clean(cell, 40) ?? ''}”`

export const unreadable = (detail: string): Problem => new Problem(422, 'bank.unreadable_statement', detail)

/** A row with what most formats do not know left empty. */
export function rowOf(
  row: Pick<StatementRow, 'line' | 'transaction_date' | 'amount_cents'> & Partial<StatementRow>,
): StatementRow {
  const { line, transaction_date, amount_cents, balance_cents = null, warning = null } = row
  return {
    line,
    transaction_date,
    amount_cents,
    description: clean(row.description, 1000) ?? '',
    reference: clean(row.reference, 200),
    payer_name: clean(row.payer_name, 200),
    payer_account: clean(row.payer_account, 64),
    balance_cents,
    bank_id: clean(row.bank_id, 200),
    warning,
  }
}

/** On one line, without what neither people nor PostgreSQL can read. */
function clean(text: string | null | undefined, length: number): string | null {
  if (!text) return null
  const line = text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0020\u007f-\u00a0]+/g, ' ')
    .trim()
  return line ? line.slice(0, length).toWellFormed() : null
}
