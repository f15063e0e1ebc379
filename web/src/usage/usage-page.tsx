import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Gauge } from 'lucide-react'
import type { Meter, Usage } from '#modules/usage/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { unitsOf } from '#web/plans/words.ts'
import { subscriptionQuery } from '#web/subscriptions/queries.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { FilterTabs } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { formatQuantity } from '#web/usage/format-quantity.ts'
import { usageQuery } from '#web/usage/queries.ts'
import type { UsageSearch } from '#web/usage/search.ts'
import { firstDayOf, spanOf, spanWords } from '#web/usage/spans.ts'
import { UsageChart } from '#web/usage/usage-chart.tsx'

const route = getRouteApi('/app/$slug/usage/$')

export function UsagePage() {
  const { data, error, refetch } = useQuery(metersQuery)
  return (
    <>
      <PageHeader title="Usage">
        <Link from="/app/$slug" to="/app/$slug/usage/$" params={{ _splat: 'meters' }} className={buttonClass()}>
          <Gauge aria-hidden />
          Meters
        </Link>
      </PageHeader>
      <SellingTabs />
      {error && !data && <ErrorState title="Meters could not be loaded" error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="h-80 w-full" />}
      {data?.data.length === 0 && (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <Empty
            title="No meters yet"
            action={
              <Link from="/app/$slug" to="/app/$slug/usage/$" params={{ _splat: 'meters' }} className={buttonClass()}>
                Go to meters
              </Link>
            }
          >
            A meter counts what customers use, such as messages or calls, for prices that are charged by use.
          </Empty>
        </div>
      )}
      {data?.data[0] && <Counted meters={data.data} first={data.data[0]} />}
    </>
  )
}

function Counted({ meters, first }: { meters: Meter[]; first: Meter }) {
  const search = route.useSearch()
  const meter_id = search.meter_id ?? first.id
  const { customer_id, subscription_id } = search
  const { data: subscription, isLoading } = useQuery({
    ...subscriptionQuery(subscription_id ?? ''),
    enabled: useCan('subscriptions.read') && subscription_id !== undefined,
  })
  const span = spanOf(search.span, subscription_id !== undefined)
  const { data, error, refetch } = useQuery({
    ...usageQuery({
      meter_id,
      ...(customer_id && { customer_id }),
      from: firstDayOf(span, subscription?.current_period_start_date),
    }),
    enabled: !isLoading,
  })
  const usage = data?.data.find((meter) => meter.meter_id === meter_id)
  return (
    <>
      <Choices meters={meters} chosen={{ ...search, meter_id }} />
      <div className="pb-3">
        <FilterTabs
          label="Days that are shown"
          param="span"
          value={span}
          options={(['7d', '30d', '90d', 'month', ...(subscription ? (['period'] as const) : [])] as const).map(
            (each) => ({
              value: each,
              label: spanWords[each],
            }),
          )}
        />
      </div>
      <section aria-label="Use by day" className="rounded-lg border border-line bg-surface p-4 shadow-card">
        {error && !data && (
          <ErrorState title="Usage could not be loaded" error={error} onRetry={() => void refetch()} />
        )}
        {!error && (!data || !usage) && <Skeleton className="h-72 w-full" />}
        {data && usage && (
          <Drawn
            usage={data}
            meter={usage}
            ofWhom={customer_id ? (subscription?.customer_name ?? 'this customer') : 'all customers'}
          />
        )}
      </section>
    </>
  )
}

const totalWords = {
  sum: 'in all',
  max: 'at most',
  unique: 'different ones',
  last: 'at the end',
}

function Drawn({ usage, meter, ofWhom }: { usage: Usage; meter: Usage['data'][number]; ofWhom: string }) {
  return (
    <>
      <p className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {formatQuantity(meter.total)}
        <span className="text-sm font-normal tracking-normal text-ink-2">
          {' '}
          {unitsOf(meter.unit)} {totalWords[meter.aggregation]}
        </span>
      </p>
      <p className="pb-3 text-sm text-ink-2">
        {formatDate(usage.from_date)} – {formatDate(usage.last_date)}, {ofWhom}
      </p>
      <UsageChart meter={meter} />
    </>
  )
}

function Choices({ meters, chosen }: { meters: Meter[]; chosen: UsageSearch & { meter_id: string } }) {
  const navigate = useNavigate({ from: '/app/$slug/usage/$' })
  const { customer_id } = chosen
  const canSeeCustomers = useCan('customers.read')
  const { data: customer } = useQuery({
    ...customerQuery(customer_id ?? ''),
    enabled: canSeeCustomers && customer_id !== undefined,
  })
  const choose = (search: UsageSearch) => void navigate({ search, replace: true })
  return (
    <div className="grid max-w-2xl gap-4 pb-4 md:grid-cols-2">
      <Select
        label="Meter"
        value={chosen.meter_id}
        onChange={({ target }) => choose({ ...chosen, meter_id: target.value })}
      >
        {meters.map(({ id, name, unit, archived_at }) => (
          <option key={id} value={id}>
            {name} ({unit}){archived_at && ', archived'}
          </option>
        ))}
      </Select>
      {canSeeCustomers && (
        <CustomerPicker
          label="Customer"
          hint="Empty for all of them"
          value={customer && customer.id === customer_id ? { value: customer.id, label: customer.name } : null}
          onChange={(option) =>
            choose({
              meter_id: chosen.meter_id,
              ...(option && { customer_id: option.value }),
              // A period is of the customer who was chosen before.
              ...(chosen.span && chosen.span !== 'period' && { span: chosen.span }),
            })
          }
        />
      )}
    </div>
  )
}
