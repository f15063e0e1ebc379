import { createHash } from 'node:crypto'
import type { StatementRow } from './statement-rows.ts'

/** How often each line of a file came so far. */
export type SeenRows = Map<string, number>

/** Each line with what makes it itself, and which of several equal ones of its file it is. */
export function numberRows(rows: StatementRow[], seen: SeenRows) {
  return rows.map((row) => {
    const row_hash = hashOf(row)
    const occurrence = (seen.get(row_hash) ?? 0) + 1
    seen.set(row_hash, occurrence)
    return { ...row, row_hash, occurrence }
  })
}

/** The same in whatever file it stands: the bank's own name for it, else all its words. */
function hashOf(row: StatementRow): string {
  const words = row.bank_id ?? [row.description, row.reference, row.payer_name, row.payer_account].join('\n')
  const text = [row.transaction_date, row.amount_cents, words].join('\n')
  return createHash('sha256').update(text).digest('base64url').slice(0, 32)
}
