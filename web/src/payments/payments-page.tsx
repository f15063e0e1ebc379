import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { methodName } from '#web/payments/methods.ts'
import { MoneyTabs } from '#web/payments/money-tabs.tsx'
import { PaymentFilters } from '#web/payments/payment-filters.tsx'
import { paymentsQuery, paymentTotalsQuery, toPaymentFilter } from '#web/payments/payment-queries.ts'
import type { PaymentSearch } from '#web/payments/search.ts'
import { PaymentState } from '#web/payments/payment-state.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { FilterTabs, Pager } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/payments/')
const tabs = [
  { value: undefined, label: 'All' },
  { value: 'yes', label: 'With credit left' },
]

export function PaymentsPage() {
  const search = route.useSearch()
  const { slug } = useParams({ from: '/app/$slug' })
  const canWrite = useCan('payments.write')
  const query = useQuery(paymentsQuery(search))
  const totals = useQuery(paymentTotalsQuery(search))
  return (
    <>
      <PageHeader title="Payments" section="Money" sub={totals.data && formatCount(totals.data.count)}>
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/payments/new" className={buttonClass('primary')}>
            <Plus aria-hidden />
            Record payment
          </Link>
        )}
      </PageHeader>
      <MoneyTabs />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2">
        <FilterTabs label="Payments by state" param="has_credit" value={search.has_credit} options={tabs} />
        <PaymentFilters search={search} />
      </div>
      <Totals search={search} />
      <DataTable
        caption="Payments"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/payments/$id', params: { slug, id } })}
        empty={<NoPayments search={search} />}
        skeletonRows={20}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

/** What the filter adds up to, summed by the server over all its pages. */
function Totals({ search }: { search: PaymentSearch }) {
  const { data, isPlaceholderData } = useQuery(paymentTotalsQuery(search))
  if (!data || data.count === 0) return null
  const sums = [
    ['Received', data.amount_cents],
    ['Refunded', data.amount_refunded_cents],
    ['Credit left', data.amount_unallocated_cents],
  ] as const
  return (
    <dl
      aria-label="Totals of this list"
      className={`flex flex-wrap gap-x-4 gap-y-1 pb-2 text-sm tabular-nums md:justify-end ${isPlaceholderData ? 'opacity-60' : ''}`}
    >
      {sums.map(([word, cents]) => (
        <div key={word} className="flex gap-1.5">
          <dt className="text-ink-2">{word}</dt>
          <dd className="font-medium">{formatMoney(cents)}</dd>
        </div>
      ))}
    </dl>
  )
}

const columns: Column<Payment>[] = [
  {
    id: 'date',
    header: 'Received',
    phone: 'sub',
    cell: ({ payment_date }) => <DateText value={payment_date} />,
    className: 'whitespace-nowrap',
  },
  {
    id: 'customer',
    header: 'Customer',
    phone: 'title',
    cell: ({ customer_name }) => <span className="block truncate">{customer_name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'method',
    header: 'Method',
    cell: ({ method }) => methodName(method),
    className: 'text-ink-2 whitespace-nowrap',
  },
  {
    id: 'reference',
    header: 'Reference',
    cell: ({ reference }) => <span className="block max-w-40 truncate text-ink-2">{reference}</span>,
    className: 'max-xl:hidden',
  },
  {
    id: 'settles',
    header: 'Settles',
    cell: ({ allocations }) => <span className="whitespace-nowrap text-ink-2">{settledWords(allocations)}</span>,
    className: 'max-lg:hidden tabular-nums',
  },
  { id: 'state', header: 'State', phone: 'status', cell: (payment) => <PaymentState payment={payment} /> },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents, reversed_at }) => (
      <span className={reversed_at ? 'text-ink-3 line-through' : 'font-medium'}>{formatMoney(amount_cents)}</span>
    ),
  },
]

function settledWords(allocations: Payment['allocations']): string {
  const [first, ...more] = allocations
  if (!first) return '–'
  return more.length > 0 ? `${first.invoice_number} and ${more.length} more` : first.invoice_number
}

function NoPayments({ search }: { search: PaymentSearch }) {
  if (Object.values(toPaymentFilter(search)).some((value) => value !== undefined))
    return (
      <Empty
        title="No payment matches"
        action={
          <Link from="/app/$slug" to="/app/$slug/payments" className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        Look at other days, all methods, or all customers.
      </Empty>
    )
  return (
    <Empty title="No payments yet">
      Money that comes in is listed here, with the invoices that it settles and what is left of it.
    </Empty>
  )
}
