import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useParams } from '@tanstack/react-router'
import type { CreditNoteSummary } from '#modules/credit-notes/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { creditNotesQuery } from '#web/credit-notes/queries.ts'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Pager, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/credit-notes/')

export function CreditNotesPage() {
  const search = route.useSearch()
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(creditNotesQuery(search))
  return (
    <>
      <PageHeader title="Credit notes" section="Money" />
      <MoneyTabs />
      <div className="flex justify-end pb-2">
        <SearchField label="Search credit notes" placeholder="Number or customer" value={search.q} />
      </div>
      <DataTable
        caption="Credit notes"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/credit-notes/$id', params: { slug, id } })}
        empty={
          search.q ? (
            <Empty
              title="No credit note matches"
              action={
                <Link from="/app/$slug" to="/app/$slug/credit-notes" className={buttonClass()}>
                  Clear search
                </Link>
              }
            >
              Search for a part of a number or of a customer.
            </Empty>
          ) : (
            <Empty title="No credit notes yet">
              To take back an invoice or a part of it, open the invoice and choose Credit.
            </Empty>
          )
        }
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

const columns: Column<CreditNoteSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    phone: 'title',
    cell: ({ number }) => <span className="whitespace-nowrap">{number}</span>,
    className: 'tabular-nums',
  },
  {
    id: 'customer',
    header: 'Customer',
    phone: 'sub',
    cell: ({ customer_name }) => <span className="block truncate">{customer_name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'invoice',
    header: 'Invoice',
    phone: 'status',
    cell: ({ invoice_number }) => <span className="text-sm whitespace-nowrap text-ink-2">{invoice_number}</span>,
    className: 'tabular-nums',
  },
  {
    id: 'reason',
    header: 'Reason',
    cell: ({ reason }) => <span className="block max-w-56 truncate text-ink-2">{reason}</span>,
    className: 'max-xl:hidden',
  },
  {
    id: 'issued',
    header: 'Issued',
    cell: ({ issue_date }) => <DateText value={issue_date} />,
    className: 'whitespace-nowrap text-ink-2 max-lg:hidden',
  },
  {
    id: 'total',
    header: 'Credited',
    align: 'right',
    phone: 'amount',
    cell: ({ total_amount_cents }) => <span className="font-medium">{formatMoney(total_amount_cents)}</span>,
  },
]
