import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { eventsQuery } from '#web/events/queries.ts'
import { LifeBar } from '#web/subscriptions/life-bar.tsx'
import { LifeList } from '#web/subscriptions/life-list.tsx'
import { type Life, lifeOf } from '#web/subscriptions/life.ts'
import { customerPaymentsQuery, periodsQuery, subscriptionInvoicesQuery } from '#web/subscriptions/queries.ts'
import { cx } from '#web/ui/cx.ts'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

/** Everything that happened, on one bar over its time, and the same as a list. */
export function LifeLine({ subscription }: { subscription: Subscription }) {
  const { id, customer_id } = subscription
  const periods = useQuery(periodsQuery(id))
  const invoices = useQuery({ ...subscriptionInvoicesQuery(id), enabled: useCan('invoices.read') })
  const payments = useQuery({ ...customerPaymentsQuery(customer_id), enabled: useCan('payments.read') })
  const events = useQuery({ ...eventsQuery({ subject_id: id }), enabled: useCan('events.read') })
  const [isLong, setLong] = useState(false)
  const parts = [periods, invoices, payments, events]
  const failed = parts.find(({ isError, data }) => isError && !data)

  if (failed)
    return (
      <Card>
        <ErrorState
          title="The life line could not be loaded"
          error={failed.error}
          onRetry={() => parts.forEach((part) => part.isError && void part.refetch())}
        />
      </Card>
    )
  if (!periods.data || parts.some(({ isLoading }) => isLoading))
    return (
      <Card>
        <Skeleton className="my-2 h-32 w-full" />
      </Card>
    )

  const whole = lifeOf({
    subscription,
    periods: periods.data.data,
    invoices: invoices.data?.data ?? [],
    payments: payments.data?.data ?? [],
    events: events.data?.data ?? [],
    today: today(),
  })
  const latest = latestYear(whole)
  return (
    <Card
      choice={
        latest.from > whole.from && (
          <div
            role="group"
            aria-label="How much of it"
            className="flex gap-0.5 rounded-md border border-line bg-sunken p-0.5 text-xs"
          >
            <Choice isOn={!isLong} onChoose={() => setLong(false)}>
              Last 12 months
            </Choice>
            <Choice isOn={isLong} onChoose={() => setLong(true)}>
              All
            </Choice>
          </div>
        )
      }
    >
      <LifeBar life={isLong ? whole : latest} today={today()} />
      <LifeList moments={whole.moments} />
    </Card>
  )
}

function Card({ children, choice }: { children: ReactNode; choice?: ReactNode }) {
  return (
    <section aria-labelledby="life" className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 pb-1">
        <h2 id="life" className="text-base font-semibold">
          Life line
        </h2>
        {choice}
      </div>
      {children}
    </section>
  )
}

function Choice({ isOn, onChoose, children }: { isOn: boolean; onChoose: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onChoose}
      className={cx(
        'h-6 rounded px-2 text-ink-2 hover:text-ink pointer-coarse:h-11',
        isOn && 'bg-surface font-medium text-ink shadow-card',
      )}
    >
      {children}
    </button>
  )
}

/** A year fits on the bar; what is older is there when asked for. */
function latestYear(life: Life): Life {
  const start = new Date(`${life.to}T00:00:00Z`)
  start.setUTCFullYear(start.getUTCFullYear() - 1)
  const from = start.toISOString().slice(0, 10)
  if (from <= life.from) return life
  return {
    ...life,
    from,
    stretches: life.stretches.filter(({ to }) => to > from),
    moments: life.moments.filter(({ date }) => date >= from),
  }
}
