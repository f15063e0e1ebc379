import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Customer } from '#modules/customers/schemas.ts'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { subscriptionsQuery } from '#web/subscriptions/queries.ts'
import { Section } from '#web/subscriptions/section.tsx'
import { SubscriptionBadge } from '#web/subscriptions/status.tsx'
import { amountWords, termsWords } from '#web/subscriptions/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { type Column, DataTable } from '#web/ui/data-table.tsx'
import { DateText } from '#web/ui/date.tsx'
import { Empty } from '#web/ui/state.tsx'

/** What this customer is billed by itself. */
export default function CustomerSubscriptions({ customer }: { customer: Customer }) {
  const { slug } = useParams({ from: '/app/$slug' })
  const query = useQuery(subscriptionsQuery({ customer_id: customer.id }))
  const canWrite = useCan('subscriptions.write') && !customer.archived_at
  const add = canWrite && (
    <Link
      from="/app/$slug"
      to="/app/$slug/subscriptions/new"
      search={{ customer_id: customer.id }}
      className={buttonClass('secondary', 'sm')}
    >
      New subscription
    </Link>
  )
  const { data: meters } = useQuery({ ...metersQuery, enabled: useCan('usage.read') })
  const usage = (meters?.data.length ?? 0) > 0 && (
    <Link
      from="/app/$slug"
      to="/app/$slug/usage/$"
      params={{ _splat: '' }}
      search={{ customer_id: customer.id }}
      className={buttonClass('ghost', 'sm')}
    >
      Usage
    </Link>
  )
  const hasSome = (query.data?.data.length ?? 0) > 0
  return (
    <Section
      title="Subscriptions"
      action={
        <span className="flex gap-1">
          {usage}
          {hasSome && add}
        </span>
      }
    >
      <DataTable
        caption="Subscriptions of this customer"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowLink={({ id }) => ({ to: '/app/$slug/subscriptions/$id', params: { slug, id } })}
        empty={
          <Empty title="No subscriptions" action={add}>
            What {customer.name} is billed period after period is listed here.
          </Empty>
        }
        skeletonRows={2}
      />
    </Section>
  )
}

const columns: Column<Subscription>[] = [
  { id: 'plan', header: 'Plan', phone: 'title', cell: (subscription) => termsWords(subscription) },
  {
    id: 'status',
    header: 'Status',
    phone: 'status',
    cell: (subscription) => <SubscriptionBadge {...subscription} />,
  },
  {
    id: 'next',
    header: 'Next invoice',
    phone: 'sub',
    cell: ({ next_invoice_date, cancel_at_period_end }) =>
      next_invoice_date && !cancel_at_period_end ? <DateText value={next_invoice_date} /> : '–',
    className: 'text-ink-2',
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    phone: 'amount',
    cell: (subscription) => amountWords(subscription),
  },
]
