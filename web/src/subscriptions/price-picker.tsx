import { useQueries, useQuery } from '@tanstack/react-query'
import { type ComponentProps, useEffect } from 'react'
import type { Plan, Price } from '#modules/plans/schemas.ts'
import { plansQuery, pricesOnSaleQuery } from '#web/subscriptions/queries.ts'
import { priceWords } from '#web/subscriptions/words.ts'
import { Select } from '#web/ui/choice.tsx'

type Chosen = { plan_id: string; price_id: string }
type Props = Chosen & {
  onChange: (chosen: Chosen) => void
  planError?: string | undefined
  priceError?: string | undefined
  /** What they have, which stays theirs even when it is sold no more. */
  current?: { plan: Pick<Plan, 'id' | 'name'>; price: Price }
}

/** First the plan, then one of its prices that are sold today; a plan with one price needs no second choice. */
export function PricePicker({ plan_id, price_id, onChange, planError, priceError, current }: Props) {
  const { data: plans } = useQuery(plansQuery('plan'))
  const { data: onSale, isPlaceholderData } = useQuery(pricesOnSaleQuery(plan_id))
  const prices = withCurrent(onSale?.data, current, plan_id)
  const only = !isPlaceholderData && prices?.length === 1 ? prices[0]?.id : undefined
  useEffect(() => {
    if (only && price_id === '') onChange({ plan_id, price_id: only })
  }, [only, price_id, plan_id, onChange])

  const known = plans?.data ?? []
  const isListed = !current || known.some(({ id }) => id === current.plan.id)
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:gap-3">
      <Select
        label="Plan"
        error={planError}
        value={plan_id}
        onChange={(event) => onChange({ plan_id: event.target.value, price_id: '' })}
      >
        <option value="" disabled>
          {plans ? 'Choose a plan' : 'Loading…'}
        </option>
        {current && !isListed && <option value={current.plan.id}>{current.plan.name}</option>}
        {known.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label="Price"
        error={priceError}
        disabled={plan_id === ''}
        hint={prices?.length === 0 ? 'Nothing of this plan is sold today.' : undefined}
        value={price_id}
        onChange={(event) => onChange({ plan_id, price_id: event.target.value })}
      >
        <option value="" disabled>
          {plan_id && !prices ? 'Loading…' : 'Choose a price'}
        </option>
        {prices?.map((price) => (
          <option key={price.id} value={price.id}>
            {priceWords(price)}
            {price.id === current?.price.id ? ' (theirs)' : ''}
          </option>
        ))}
      </Select>
    </div>
  )
}

function withCurrent(onSale: Price[] | undefined, current: Props['current'], plan_id: string): Price[] | undefined {
  if (!onSale || !current || current.plan.id !== plan_id) return onSale
  return onSale.some(({ id }) => id === current.price.id) ? onSale : [current.price, ...onSale]
}

/** The price that was chosen, once it is known. */
export function useChosenPrice({ plan_id, price_id }: Chosen, current?: Props['current']): Price | undefined {
  const { data } = useQuery(pricesOnSaleQuery(plan_id))
  return withCurrent(data?.data, current, plan_id)?.find(({ id }) => id === price_id)
}

type AddOnProps = Omit<ComponentProps<typeof Select>, 'children'> & { interval: Price['billing_interval'] }

/** Add-ons with their prices of one interval, in one list. */
export function AddOnSelect({ interval, hint, ...rest }: AddOnProps) {
  const { data: plans } = useQuery(plansQuery('add_on'))
  const found = useQueries({ queries: (plans?.data ?? []).map(({ id }) => pricesOnSaleQuery(id)) })
  const options = (plans?.data ?? []).flatMap((plan, index) =>
    (found[index]?.data?.data ?? [])
      .filter(({ billing_interval, meter_id }) => billing_interval === interval && meter_id === null)
      .map((price) => ({ id: price.id, label: `${plan.name}: ${priceWords(price)}` })),
  )
  const isLoading = !plans || found.some(({ isPending }) => isPending)
  const nothing = !isLoading && options.length === 0
  return (
    <Select {...rest} defaultValue="" hint={nothing ? 'No add-on with this interval is sold today.' : hint}>
      <option value="" disabled>
        {isLoading ? 'Loading…' : 'Choose an add-on'}
      </option>
      {options.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  )
}
