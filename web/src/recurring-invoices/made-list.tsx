import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatMoney } from '#web/api/format.ts'
import { type MadeRow, madeQuery } from '#web/recurring-invoices/queries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { Empty } from '#web/ui/state.tsx'

/** What became of each date, the latest first. */
export function MadeList({ id }: { id: string }) {
  const query = useQuery(madeQuery(id))
  return (
    <section aria-labelledby="made" className="min-w-0">
      <h2 id="made" className="pb-2 text-base font-semibold">
        Made so far
      </h2>
      <DataTable
        caption="Made so far"
        columns={columns}
        query={query}
        rowId={({ invoice_date }) => invoice_date}
        empty={<Empty title="Nothing yet">The first comes on its day.</Empty>}
        skeletonRows={3}
      />
      {query.data?.next_cursor && <p className="pt-2 text-sm text-ink-2">These are the latest 100.</p>}
    </section>
  )
}

const columns: Column<MadeRow>[] = [
  { id: 'date', header: 'For', phone: 'title', cell: ({ invoice_date }) => <DateText value={invoice_date} /> },
  { id: 'what', header: 'Made', phone: 'sub', cell: (row) => <Made row={row} /> },
  {
    id: 'total',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ total_amount_cents: cents }) =>
      cents === null ? <span className="text-ink-3">–</span> : formatMoney(cents),
  },
]

function Made({ row: { outcome, invoice_id, invoice_number, draft_id } }: { row: MadeRow }) {
  if (invoice_id)
    return (
      <Link from="/app/$slug" to="/app/$slug/invoices/$id" params={{ id: invoice_id }} className={textLinkClass}>
        {invoice_number}
      </Link>
    )
  if (draft_id)
    return (
      <Link from="/app/$slug" to="/app/$slug/invoices/drafts/$id" params={{ id: draft_id }} className={textLinkClass}>
        Draft
      </Link>
    )
  if (outcome === 'skipped') return <Badge tone="warn">Skipped</Badge>
  return <span className="text-ink-2">Draft, issued or deleted since</span>
}
