import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Customer } from '#modules/customers/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { invoicesQuery, type InvoiceRow } from '#web/invoices/queries.ts'
import { invoiceStatus, StatusBadge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Empty } from '#web/ui/state.tsx'

/** The customer's latest invoices; older ones in the filtered list. */
export function CustomerInvoices({ customer }: { customer: Customer }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(invoicesQuery({ customer_id: customer.id }))
  return (
    <section aria-labelledby="invoices" className="min-w-0">
      <div className="flex items-baseline gap-3 pb-2">
        <h2 id="invoices" className="flex-1 text-base font-semibold">
          Invoices
        </h2>
        {(query.data?.data.length ?? 0) > 0 && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices"
            search={{ customer_id: customer.id }}
            className="-my-3 inline-flex min-h-11 items-center text-sm text-link hover:underline"
          >
            Open in Invoices
          </Link>
        )}
      </div>
      <DataTable
        caption="Invoices of this customer"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/$id', params: { slug, id } })}
        empty={<NoInvoices customer={customer} />}
        skeletonRows={6}
      />
      {query.data?.next_cursor && (
        <p className="pt-2 text-sm text-ink-2">These are the latest 50. The rest are in Invoices.</p>
      )}
    </section>
  )
}

const columns: Column<InvoiceRow>[] = [
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
    cell: ({ issue_date }) => (
      <span className="text-ink-2">
        <DateText value={issue_date} />
      </span>
    ),
  },
  {
    id: 'due',
    header: 'Due',
    cell: ({ due_date }) => (
      <span className="text-ink-2">
        <DateText value={due_date} />
      </span>
    ),
  },
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

function NoInvoices({ customer }: { customer: Customer }) {
  const canWrite = useCan('invoices.write') && !customer.archived_at
  return (
    <Empty
      title="No invoices yet"
      action={
        canWrite && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/new"
            search={{ customer_id: customer.id }}
            className={buttonClass()}
          >
            Create the first one
          </Link>
        )
      }
    >
      What you invoice {customer.name} is listed here.
    </Empty>
  )
}
