import type { Context } from '#platform/context.ts'
import type { Account, JournalSource } from './schemas.ts'

/** One amount that moves from the credited account to the debited one. */
export type Entry = { debit: Account; credit: Account; amount_cents: number }

export type Posting = { source: JournalSource; source_id: string; entry_date: string; entries: Entry[] }

/** Writes what happened into the books, in the transaction in which it happens. Amounts of 0 leave no row. */
export function postEntries(ctx: Context, { source, source_id, entry_date, entries }: Posting): void {
  ctx.db.send({
    text: `insert into journal_entries (organization_id, source, source_id, position, entry_date, debit_account,
             credit_account, amount_cents, created_at)
           select $1, $2, $3, coalesce(last.position, 0) + e.position, $4::date, e.debit, e.credit, e.amount_cents, $6
           from rows from (jsonb_to_recordset($5::jsonb) as (debit text, credit text, amount_cents bigint))
             with ordinality as e (debit, credit, amount_cents, position)
           cross join lateral (
             select max(position) as position from journal_entries
             where organization_id = $1 and source = $2 and source_id = $3::uuid
           ) last`,
    parameters: [
      ctx.organization_id,
      source,
      source_id,
      entry_date,
      entries.filter(({ amount_cents }) => amount_cents > 0),
      ctx.now.toString(),
    ],
  })
}

export type Reversal = { of: JournalSource; source: JournalSource; source_id: string; entry_date: string }

/** Takes back what a source made: the same amounts the other way round, none before the day on which it happens. */
export function reverseEntries(ctx: Context, { of, source, source_id, entry_date }: Reversal): void {
  ctx.db.send({
    text: `insert into journal_entries (organization_id, source, source_id, position, entry_date, debit_account,
             credit_account, amount_cents, created_at)
           select organization_id, $3, source_id, position, greatest(entry_date, $4::date), credit_account, debit_account,
             amount_cents, $5
           from journal_entries where organization_id = $1 and source_id = $2 and source = $6`,
    parameters: [ctx.organization_id, source_id, source, entry_date, ctx.now.toString(), of],
  })
}
