import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { formatMoney, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { invoicesQuery, type InvoiceRow } from '#web/invoices/queries.ts'
import { orders } from '#web/invoices/orders.ts'
import { ChosenBar } from '#web/bulk/chosen-bar.tsx'
import { isFiltered, toFilter } from '#web/invoices/filter-of.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { late } from '#web/payments/ages.ts'
import { daysBetween } from '#web/payments/days.ts'
import { invoiceStatus, StatusBadge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Pager } from '#web/ui/list-controls.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { sortedBy, SortHeading } from '#web/ui/sort.tsx'
import { Empty } from '#web/ui/state.tsx'

export function InvoiceList({ search }: { search: InvoiceSearch }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(invoicesQuery(search))
  const filter = toFilter(search)
  const selection = useSelection(
    query.data?.data.map(({ id }) => id),
    JSON.stringify(filter),
  )
  const canChoose = [useCan('invoices.send'), useCan('invoices.download')].some(Boolean)
  return (
    <>
      <DataTable
        caption="Invoices"
        columns={columns(search)}
        query={query}
        rowId={(invoice) => invoice.id}
        rowLink={({ id }) => ({ to: '/app/$slug/invoices/$id', params: { slug, id } })}
        empty={<NoInvoices search={search} />}
        skeletonRows={20}
        selection={canChoose ? selection : undefined}
        nameOf={({ number }) => number}
      />
      <ChosenBar kind="invoices" selection={selection} filter={filter} />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

function columns({ sort = '-issue_date' }: InvoiceSearch): Column<InvoiceRow>[] {
  const by = { orders, current: sort }
  return [
    {
      id: 'number',
      header: 'Number',
      phone: 'title',
      cell: (invoice) => <span className="whitespace-nowrap">{invoice.number}</span>,
      className: 'tabular-nums',
    },
    {
      id: 'customer',
      header: 'Customer',
      phone: 'sub',
      cell: (invoice) => (
        <span className="block truncate print:overflow-visible print:whitespace-normal">{invoice.customer_name}</span>
      ),
      className: 'md:w-full md:max-w-0',
    },
    {
      id: 'reference',
      header: 'Reference',
      cell: (invoice) => <span className="block max-w-28 truncate text-ink-2">{invoice.reference}</span>,
      className: 'max-[85rem]:hidden',
    },
    {
      id: 'status',
      header: 'Status',
      phone: 'status',
      cell: (invoice) => <StatusBadge status={invoiceStatus(invoice)} />,
    },
    {
      id: 'issued',
      header: <SortHeading {...by} first="-issue_date" children="Issued" />,
      sort: sortedBy('issue_date', sort),
      cell: (invoice) => <DateText value={invoice.issue_date} />,
      className: 'text-ink-2 max-xl:hidden',
    },
    {
      id: 'due',
      header: <SortHeading {...by} first="due_date" children="Due" />,
      sort: sortedBy('due_date', sort),
      cell: (invoice) => <Due {...invoice} />,
      className: 'max-lg:not-print:hidden',
    },
    {
      id: 'total',
      header: <SortHeading {...by} first="-total_amount_cents" children="Amount" />,
      sort: sortedBy('total_amount_cents', sort),
      align: 'right',
      phone: 'amount',
      cell: (invoice) => (
        <span className={invoice.status === 'void' ? 'text-ink-3 line-through' : undefined}>
          {formatMoney(invoice.total_amount_cents)}
        </span>
      ),
    },
    {
      id: 'open',
      header: <span className="whitespace-nowrap">Still due</span>,
      align: 'right',
      cell: (invoice) =>
        invoice.amount_due_cents === 0 ? (
          <span className="text-ink-3">–</span>
        ) : (
          <span className="font-medium">{formatMoney(invoice.amount_due_cents)}</span>
        ),
      className: 'max-lg:not-print:hidden',
    },
  ]
}

function Due({ due_date, is_overdue }: InvoiceRow) {
  return (
    <span className="text-ink-2">
      <span className="inline-block min-w-22">
        <DateText value={due_date} />
      </span>
      {is_overdue && (
        <span className="whitespace-nowrap text-accent-ink max-xl:not-print:hidden">
          {late(daysBetween(due_date, today()))}
        </span>
      )}
    </span>
  )
}

const nothing: Record<string, [string, string]> = {
  open: ['Nothing is open', 'Every invoice is paid or void.'],
  overdue: ['Nothing is overdue', 'Everybody pays on time. Long may it last.'],
  paid: ['Nothing is paid yet', 'An invoice moves here when payments cover it.'],
  uncollectible: ['Nothing was written off', 'What you give up is listed here, and can be taken back.'],
  void: ['No invoice was voided', 'A voided invoice keeps its number and is listed here.'],
}

function NoInvoices({ search }: { search: InvoiceSearch }) {
  const canWrite = useCan('invoices.write')
  if (isFiltered(search))
    return (
      <Empty
        title="No invoice matches"
        action={
          <Link from="/app/$slug" to="/app/$slug/invoices" className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        Search for less, or look in all states and dates.
      </Empty>
    )
  const [title, hint] = nothing[search.status ?? ''] ?? []
  if (title) return <Empty title={title}>{hint}</Empty>
  return (
    <Empty
      title="No invoices yet"
      action={
        canWrite && (
          <Link from="/app/$slug" to="/app/$slug/invoices/new" className={buttonClass('secondary', 'lg')}>
            Create the first invoice
          </Link>
        )
      }
    >
      Issued invoices are listed here, with what is still due.
    </Empty>
  )
}
