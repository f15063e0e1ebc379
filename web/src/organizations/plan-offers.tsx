import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { PlanTerms } from '#modules/operator/plan-schemas.ts'
import type { PublicPlan, PublicPrice } from '#modules/plans/pricing-schemas.ts'
import { formatCount, formatRate } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import { planTermsQuery, pricingQuery } from '#web/organizations/plan-queries.ts'
import { priceInWords } from '#web/plans/words.ts'
import { often } from '#web/subscriptions/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { FilterTabs } from '#web/ui/list-controls.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'

const PlanChange = lazy(() => import('#web/organizations/plan-change.tsx'))
const route = getRouteApi('/app/$slug/settings/$')

type Interval = PublicPrice['billing_interval']
type Offer = { plan: PublicPlan; price: PublicPrice }

/** The plans on the price page of whoever runs the installation, and the way from one to another. */
export function PlanOffers({ seats_used }: { seats_used: number }) {
  const { id } = useOrganization()
  const { price_id, interval: wanted } = route.useSearch()
  const { data: pricing, error, refetch } = useQuery(pricingQuery)
  const { data: own, error: ownError, refetch: refetchOwn } = useQuery(planTermsQuery(id))
  const failure = (!pricing && error) || (!own && ownError)
  if (failure)
    return (
      <ErrorState
        title="Other plans could not be loaded"
        error={failure}
        onRetry={() => void (own ? refetch() : refetchOwn())}
      />
    )
  if (!pricing || !own) return <Skeleton className="h-56 w-full" />
  const { terms } = own
  const hasEnded = terms?.status === 'canceled'
  const offers = offersOf(pricing.data)
  const intervals = (['month', 'quarter', 'year'] as const).filter((interval) =>
    offers.some(({ price }) => price.billing_interval === interval),
  )
  const chosen = offers.find(({ price }) => price.id === price_id)
  const interval =
    intervals.find((each) => each === wanted) ?? chosen?.price.billing_interval ?? ownInterval(terms, intervals)
  if (!terms || offers.length === 0)
    return <p className="text-sm text-ink-2">To change the plan or to end it, write to whoever runs this NexusCore.</p>
  return (
    <>
      <section aria-labelledby="offers" className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h3 id="offers" className="text-sm font-semibold">
            Plans
          </h3>
          {intervals.length > 1 && (
            <FilterTabs
              label="How often it is billed"
              param="interval"
              value={interval}
              options={intervals.map((each) => ({ value: each, label: often[each] }))}
            />
          )}
          <p className="text-sm text-ink-2">
            {pricing.is_gst_registered ? `Before ${formatRate(pricing.gst_rate_bp)} GST` : 'No GST is charged'}
          </p>
        </div>
        <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(15rem,1fr))]">
          {offers
            .filter(({ price }) => price.billing_interval === interval)
            .map((offer) => (
              <Card key={offer.price.id} offer={offer} terms={terms} isChosen={offer.price.id === price_id} />
            ))}
        </ul>
      </section>
      {price_id && (chosen || (price_id === terms.price_id && !hasEnded)) && (
        <Suspense fallback={<Skeleton className="h-64 w-full" />}>
          <PlanChange key={price_id} price_id={price_id} offer={chosen} terms={terms} seats_used={seats_used} />
        </Suspense>
      )}
      {!hasEnded && <p className="text-sm text-ink-2">To end the plan, write to whoever runs this NexusCore.</p>}
    </>
  )
}

function Card({ offer: { plan, price }, terms, isChosen }: { offer: Offer; terms: PlanTerms; isChosen: boolean }) {
  const isOwn = price.id === terms.price_id && terms.status !== 'canceled'
  return (
    <li
      className={cx(
        'flex min-w-0 flex-col gap-2 rounded-lg border bg-surface p-4 shadow-card',
        isChosen ? 'border-primary ring-1 ring-primary' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <h4 className="min-w-0 text-sm font-semibold wrap-anywhere">{plan.name}</h4>
        {isOwn && <Badge tone="ok">Yours</Badge>}
      </div>
      <p className="text-sm font-medium tabular-nums">{priceInWords({ ...price, meter_id: null })}</p>
      {plan.description && <p className="text-sm wrap-anywhere text-ink-2">{plan.description}</p>}
      <ul className="list-inside list-disc text-sm text-ink-2">
        {[...limitsOf(plan), ...plan.features.map(({ name }) => name)].map((words) => (
          <li key={words} className="wrap-anywhere">
            {words}
          </li>
        ))}
      </ul>
      <div className="mt-auto pt-2">
        {(!isOwn || price.model !== 'flat') && (
          <Link
            from="/app/$slug"
            to="/app/$slug/settings/$"
            params={{ _splat: 'plan' }}
            search={{ price_id: price.id }}
            hash="choice"
            resetScroll={false}
            aria-label={isOwn ? `Change the seats of ${plan.name}` : `Choose ${plan.name}`}
            className={buttonClass()}
          >
            {isOwn ? 'Change seats' : 'Choose'}
          </Link>
        )}
      </div>
    </li>
  )
}

/** What is counted by a meter is agreed with the operator, and not chosen here. */
const offersOf = (plans: PublicPlan[]): Offer[] =>
  plans
    .filter(({ kind }) => kind === 'plan')
    .flatMap((plan) => plan.prices.filter((price) => price.meter_name === null).map((price) => ({ plan, price })))

const ownInterval = (terms: PlanTerms | null, intervals: Interval[]): Interval =>
  terms && intervals.includes(terms.price.billing_interval) ? terms.price.billing_interval : (intervals[0] ?? 'month')

function limitsOf({ limits: { seats, leads_per_month, invoices_per_month } }: PublicPlan): string[] {
  return [
    seats === null ? 'Any number of seats' : `${formatCount(seats)} ${seats === 1 ? 'seat' : 'seats'}`,
    leads_per_month === null ? 'Any number of leads' : `${formatCount(leads_per_month)} leads a month`,
    invoices_per_month === null ? 'Any number of invoices' : `${formatCount(invoices_per_month)} invoices a month`,
  ]
}
