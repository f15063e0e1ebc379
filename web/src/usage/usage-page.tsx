import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Meter, Usage } from '#modules/usage/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { CustomerPicker } from '#web/customers/customer-picker.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { unitsOf } from '#web/plans/words.ts'
import { SellingTabs } from '#web/subscriptions/selling-tabs.tsx'
import { Select } from '#web/ui/choice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { formatQuantity } from '#web/usage/format-quantity.ts'
import { usageQuery } from '#web/usage/queries.ts'
import type { UsageSearch } from '#web/usage/search.ts'
import { UsageChart } from '#web/usage/usage-chart.tsx'

const route = getRouteApi('/app/$slug/usage')

export function UsagePage() {
  const { data, error, refetch } = useQuery(metersQuery)
  return (
    <>
      <PageHeader title="Usage" />
      <SellingTabs />
      {error && !data && <ErrorState title="Meters could not be loaded" error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton className="h-80 w-full" />}
      {data?.data.length === 0 && (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <Empty title="No meters yet">
            A meter counts what customers use, such as messages or calls. It is made and fed through the API.
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
  const { customer_id } = search
  const { data, error, refetch } = useQuery(usageQuery({ ...search, meter_id }))
  const usage = data?.data.find((meter) => meter.meter_id === meter_id)
  return (
    <>
      <Choices meters={meters} chosen={{ ...search, meter_id }} />
      <section aria-label="Use by day" className="rounded-lg border border-line bg-surface p-4 shadow-card">
        {error && !data && (
          <ErrorState title="Usage could not be loaded" error={error} onRetry={() => void refetch()} />
        )}
        {!error && (!data || !usage) && <Skeleton className="h-72 w-full" />}
        {data && usage && <Drawn usage={data} meter={usage} ofWhom={customer_id ? 'this customer' : 'all customers'} />}
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
  const navigate = useNavigate({ from: '/app/$slug/usage' })
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
          onChange={(option) => choose({ meter_id: chosen.meter_id, ...(option && { customer_id: option.value }) })}
        />
      )}
    </div>
  )
}
