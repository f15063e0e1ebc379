import type { Context } from '#platform/context.ts'
import { pgArray } from '#platform/pipeline.ts'

/** What is on paper in the same way: invoices as they are, credit notes with both sides of every entry exchanged. */
type Kind = { source: 'invoice' | 'credit_note'; documents: string; lines: string; line_owner: string; debits: boolean }

const kinds = {
  invoices: {
    source: 'invoice',
    documents: 'invoices',
    lines: 'invoice_lines',
    line_owner: 'invoice_id',
    debits: true,
  },
  credit_notes: {
    source: 'credit_note',
    documents: 'credit_notes',
    lines: 'credit_note_lines',
    line_owner: 'credit_note_id',
    debits: false,
  },
} satisfies Record<string, Kind>

/**
 * Writes documents that were just issued into the books: what is owed, the GST, and the revenue. What is for service in
 * a later month than that of issue is deferred, and earned on the last day of its month, by days; both are written now.
 */
export function postDocuments(ctx: Context, kind: keyof typeof kinds, ids: string[]): void {
  ctx.db.send({ text: texts[kind], parameters: [ctx.organization_id, pgArray(ids), ctx.now.toString()] })
}

const texts = {
  invoices: statementOf(kinds.invoices),
  credit_notes: statementOf(kinds.credit_notes),
}

function statementOf({ source, documents, lines, line_owner, debits }: Kind): string {
  const [debit, credit] = debits ? ['debit', 'credit'] : ['credit', 'debit']
  return `
    with d as materialized (
      select id, issue_date, (date_trunc('month', issue_date) + interval '1 month')::date as next_month, subtotal_cents,
        gst_amount_cents
      from ${documents} where organization_id = $1 and id = any($2::uuid[])
    ), later as materialized (
      -- Rounded from the start of the service, so that the months of a line add up to it.
      select d.id, (m.first + interval '1 month')::date - 1 as entry_date, sum(
          round(l.amount_cents * (least(l.service_to_date, (m.first + interval '1 month')::date) - l.service_from_date)::numeric
            / (l.service_to_date - l.service_from_date))
          - round(l.amount_cents * (greatest(l.service_from_date, m.first::date) - l.service_from_date)::numeric
            / (l.service_to_date - l.service_from_date)))::bigint as cents
      from d
      join ${lines} l on l.organization_id = $1 and l.${line_owner} = d.id and l.service_to_date > d.next_month
      cross join lateral generate_series(greatest(d.next_month, date_trunc('month', l.service_from_date)::date)::timestamp,
        (l.service_to_date - 1)::timestamp, interval '1 month') m (first)
      group by d.id, m.first
    ), sums as (
      select d.*, coalesce(l.cents, 0) as later_cents
      from d left join (select id, sum(cents)::bigint as cents from later group by id) l on l.id = d.id
    ), entries as (
      select id, 1 as position, issue_date as entry_date, 'receivables' as debit, 'revenue' as credit,
        subtotal_cents - later_cents as cents
      from sums
      union all select id, 2, issue_date, 'receivables', 'deferred_revenue', later_cents from sums where later_cents > 0
      union all select id, 3, issue_date, 'receivables', 'gst_output', gst_amount_cents from sums where gst_amount_cents > 0
      union all
      select id, 3 + row_number() over (partition by id order by entry_date), entry_date, 'deferred_revenue', 'revenue', cents
      from later
    )
    insert into journal_entries (organization_id, source, source_id, position, entry_date, debit_account, credit_account,
      amount_cents, created_at)
    select $1, '${source}', id, position, entry_date, ${debit}, ${credit}, cents, $3::timestamptz from entries where cents > 0`
}
