import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronDown, Plus } from 'lucide-react'
import type { Subscription, SubscriptionCount, SubscriptionStatus } from '#modules/subscriptions/schemas.ts'
import { formatCount, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { NoSubscriptions } from '#web/subscriptions/no-subscriptions.tsx'
import { plansQuery, subscriptionCountQuery, subscriptionsQuery } from '#web/subscriptions/queries.ts'
import type { SubscriptionSearch } from '#web/subscriptions/search.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { SubscriptionBadge } from '#web/subscriptions/status.tsx'
import { often, statusWords, termsWords } from '#web/subscriptions/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { FilterTabs, Pager, SearchField } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

const route = getRouteApi('/app/$slug/subscriptions/')
const tabs: SubscriptionStatus[] = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'canceled']

export function SubscriptionsPage() {
  const search = route.useSearch()
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(subscriptionsQuery(search))
  const { data: count } = useQuery(subscriptionCountQuery)
  const canWrite = useCan('subscriptions.write')
  const countOf = (status: SubscriptionStatus) =>
    count && (count.by_status.find((each) => each.status === status)?.count ?? 0)

  return (
    <>
      <PageHeader title="Subscriptions" sub={count && <Sub count={count} />}>
        {canWrite && (
          <Link from="/app/$slug" to="/app/$slug/subscriptions/new" className={buttonClass('primary')}>
            <Plus aria-hidden />
            New subscription
          </Link>
        )}
      </PageHeader>
      <SellingTabs />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <FilterTabs
          label="Subscriptions by state"
          param="status"
          value={search.status}
          options={[
            { value: undefined, label: 'All' },
            ...tabs.map((status) => ({ value: status, label: statusWords[status][1], count: countOf(status) })),
          ]}
        />
        <div className="flex items-center gap-2 max-md:w-full md:ml-auto">
          <PlanFilter value={search.plan_id} />
          <SearchField label="Search subscriptions" placeholder="Customer" value={search.q} />
        </div>
      </div>
      <DataTable
        caption="Subscriptions"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/subscriptions/$id', params: { slug, id } })}
        empty={<NoSubscriptions search={search} />}
        skeletonRows={20}
      />
      <Pager cursor={search.cursor} nextCursor={query.data?.next_cursor} />
    </>
  )
}

/** How many there are, and what those that pay bring in by the month. */
function Sub({ count: { count, monthly_recurring_cents: recurring } }: { count: SubscriptionCount }) {
  return (
    <>
      {formatCount(count)}
      {recurring > 0 && (
        <>
          {' · '}
          <span className="font-medium text-ink">{formatMoney(recurring)}</span> recurring a month
        </>
      )}
    </>
  )
}

const columns: Column<Subscription>[] = [
  {
    id: 'customer',
    header: 'Customer',
    phone: 'title',
    cell: ({ customer_name }) => <span className="block truncate">{customer_name}</span>,
    className: 'md:w-full md:max-w-0',
  },
  {
    id: 'plan',
    header: 'Plan',
    phone: 'sub',
    cell: (subscription) => <span className="block max-w-64 truncate text-ink-2">{termsWords(subscription)}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    phone: 'status',
    cell: (subscription) => <SubscriptionBadge {...subscription} />,
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ start_date }) => <DateText value={start_date} />,
    className: 'text-ink-2 max-xl:hidden',
  },
  {
    id: 'next',
    header: 'Next invoice',
    cell: ({ next_invoice_date, cancel_at_period_end }) =>
      next_invoice_date && !cancel_at_period_end ? (
        <DateText value={next_invoice_date} />
      ) : (
        <span className="text-ink-3">–</span>
      ),
    className: 'text-ink-2 max-lg:hidden',
  },
  {
    id: 'interval',
    header: 'Billed',
    cell: ({ price }) => often[price.billing_interval],
    className: 'text-ink-2 max-lg:hidden',
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: ({ amount_cents }) =>
      amount_cents === null ? <span className="text-ink-2">By use</span> : formatMoney(amount_cents),
  },
]

/** Only where there is a choice. */
function PlanFilter({ value }: { value: string | undefined }) {
  const navigate = useNavigate({ from: '/app/$slug/subscriptions/' })
  const { data } = useQuery({ ...plansQuery('plan'), enabled: useCan('plans.read') })
  if (!data || (data.data.length < 2 && !value)) return null
  const choose = (plan_id: string | undefined) =>
    void navigate({
      search: ({ cursor: _, plan_id: __, ...rest }: SubscriptionSearch) => ({ ...rest, ...(plan_id && { plan_id }) }),
    })
  return (
    <span className="relative max-w-[45%] shrink-0 print:hidden">
      <select
        aria-label="Plan"
        value={value ?? ''}
        onChange={(event) => choose(event.target.value || undefined)}
        className="h-8 w-full max-w-52 appearance-none truncate rounded-md border border-line-strong/50 bg-surface pr-8 pl-2.5 text-sm shadow-card hover:border-line-strong pointer-coarse:h-11 pointer-coarse:text-[1rem]"
      >
        <option value="">All plans</option>
        {data.data.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-ink-3" />
    </span>
  )
}
