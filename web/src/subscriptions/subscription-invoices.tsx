import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { InvoiceSummary } from '#modules/invoices/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { subscriptionInvoicesQuery } from '#web/subscriptions/queries.ts'
import { Section } from '#web/subscriptions/section.tsx'
import { invoiceStatus, StatusBadge } from '#web/ui/badge.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Empty } from '#web/ui/state.tsx'

/** What it was billed, newest first. */
export function SubscriptionInvoices({ id }: { id: string }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(subscriptionInvoicesQuery(id))
  return (
    <Section title="Invoices">
      <DataTable
        caption="Invoices of this subscription"
        columns={columns}
        query={query}
        rowId={(invoice) => invoice.id}
        rowLink={(invoice) => ({ to: '/app/$slug/invoices/$id', params: { slug, id: invoice.id } })}
        empty={<Empty title="No invoices yet">The first comes with its first charge.</Empty>}
        skeletonRows={4}
      />
      {query.data?.next_cursor && <p className="pt-2 text-sm text-ink-2">These are the latest 100.</p>}
    </Section>
  )
}

const columns: Column<InvoiceSummary>[] = [
  { id: 'number', header: 'Number', phone: 'title', cell: ({ number }) => number, className: 'tabular-nums' },
  {
    id: 'status',
    header: 'Status',
    phone: 'status',
    cell: (invoice) => <StatusBadge status={invoiceStatus(invoice)} />,
  },
  {
    id: 'issued',
    header: 'Issued',
    phone: 'sub',
    cell: ({ issue_date }) => <DateText value={issue_date} />,
    className: 'text-ink-2',
  },
  { id: 'due', header: 'Due', cell: ({ due_date }) => <DateText value={due_date} />, className: 'text-ink-2' },
  {
    id: 'total',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ total_amount_cents, status }) => (
      <span className={status === 'void' ? 'text-ink-3 line-through' : undefined}>
        {formatMoney(total_amount_cents)}
      </span>
    ),
  },
  {
    id: 'open',
    header: 'Still due',
    align: 'right',
    cell: ({ amount_due_cents: cents }) => (cents === 0 ? <span className="text-ink-3">–</span> : formatMoney(cents)),
  },
]
