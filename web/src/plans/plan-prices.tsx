import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Plan, Price } from '#modules/plans/schemas.ts'
import { today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { PriceDialog } from '#web/plans/price-dialog.tsx'
import { PriceRow } from '#web/plans/price-row.tsx'
import { metersQuery, pricesQuery } from '#web/plans/queries.ts'
import { often } from '#web/subscriptions/words.ts'
import { Nothing, Section } from '#web/subscriptions/section.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

const intervals = ['month', 'quarter', 'year'] as const

/** What it costs, by how often it is charged; then what is sold no more, which some may still have. */
export function PlanPrices({ plan }: { plan: Plan }) {
  const { data, error, refetch } = useQuery(pricesQuery(plan.id))
  const { data: meters } = useQuery({ ...metersQuery, enabled: useCan('usage.read') })
  const canWrite = useCan('plans.write')
  const [isAdding, setAdding] = useState(false)
  const isOver = ({ available_to_date: last }: Price) => last !== null && last < today()
  const sold = data?.data.filter((price) => !isOver(price)) ?? []
  const over = data?.data.filter(isOver) ?? []
  const list = (prices: Price[], label: string) => (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-lg border border-line bg-surface text-sm shadow-card"
    >
      {prices.map((price) => (
        <PriceRow
          key={price.id}
          price={price}
          all={data?.data ?? []}
          unit={meters?.data.find(({ id }) => id === price.meter_id)?.unit}
          canChange={canWrite && plan.is_active}
        />
      ))}
    </ul>
  )

  return (
    <div className="grid min-w-0 content-start gap-6">
      <Section
        title="Prices"
        action={
          canWrite &&
          plan.is_active && (
            <Button size="sm" onClick={() => setAdding(true)}>
              <Plus aria-hidden />
              Add a price
            </Button>
          )
        }
      >
        {error && !data && (
          <ErrorState title="Prices could not be loaded" error={error} onRetry={() => void refetch()} />
        )}
        {!error && !data && <Skeleton className="h-24 w-full" />}
        {data && sold.length === 0 && <Nothing>No price is on sale, so nobody can subscribe yet.</Nothing>}
        <div className="grid gap-4">
          {intervals.map((interval) => {
            const prices = sold.filter(({ billing_interval }) => billing_interval === interval)
            return (
              prices.length > 0 && (
                <div key={interval}>
                  <h3 className="pb-1 text-sm text-ink-2">{often[interval]}</h3>
                  {list(prices, `Prices, ${often[interval].toLowerCase()}`)}
                </div>
              )
            )
          })}
        </div>
      </Section>
      {over.length > 0 && <Section title="Sold no more">{list(over, 'Prices that are sold no more')}</Section>}
      {isAdding && <PriceDialog planId={plan.id} onClose={() => setAdding(false)} />}
    </div>
  )
}
