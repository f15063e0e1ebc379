import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate, formatMoney, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { daysBetween } from '#web/payments/days.ts'
import { metersQuery } from '#web/plans/queries.ts'
import { pendingWords, standingOf } from '#web/subscriptions/standing.ts'
import { each, periodWords, priceWords, termsWords } from '#web/subscriptions/words.ts'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** What it costs first, then where it stands. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { amount_cents, price, add_ons, coupon, credit_cents, minimum_term_end_date: term } = subscription
  const standing = standingOf(subscription)
  const pending = pendingWords(subscription)
  const addOnCents = add_ons.reduce((sum, add_on) => sum + (add_on.amount_cents ?? 0), 0)
  return (
    <section aria-label="Facts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <p className="text-sm text-ink-2">{termsWords(subscription)}</p>
      <p className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {amount_cents === null ? 'By use' : formatMoney(amount_cents)}
        <span className="text-sm font-normal tracking-normal text-ink-2"> {each[price.billing_interval]}</span>
      </p>
      {addOnCents > 0 && (
        <p className="text-sm text-ink-2 tabular-nums">and {formatMoney(addOnCents)} for add-ons, before GST</p>
      )}
      {standing && <p className="pt-1 text-sm">{standing}</p>}
      <dl className="mt-3 grid grid-cols-[6rem_minmax(0,1fr)] items-baseline gap-x-2 gap-y-1.5 border-t border-line pt-3 text-sm">
        <Fact term="Customer">
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id"
            params={{ id: subscription.customer_id }}
            className={textLinkClass}
          >
            {subscription.customer_name}
          </Link>
        </Fact>
        <Fact term="Price">{priceWords(price)}</Fact>
        <Usage subscription={subscription} />
        <Fact term={subscription.status === 'trialing' ? 'Trial' : 'Period'}>
          {periodWords(subscription.current_period_start_date, subscription.current_period_end_date)}
        </Fact>
        <Fact term="Next invoice">
          <NextInvoice subscription={subscription} />
        </Fact>
        {pending && (
          <Fact term="Changes to">
            <span className="font-medium">{pending}</span>
          </Fact>
        )}
        {coupon && (
          <Fact term="Coupon">
            {coupon.name} <span className="text-ink-2">({coupon.code})</span>
            {coupon.end_date && (
              <span className="block text-ink-2">
                {coupon.end_date > today() ? 'until' : 'was until'} {formatDate(coupon.end_date)}
              </span>
            )}
          </Fact>
        )}
        {credit_cents > 0 && (
          <Fact term="Credit">
            <span className="font-medium tabular-nums">{formatMoney(credit_cents)}</span>
            <span className="block text-ink-2">
              {subscription.status === 'canceled' ? 'before GST, not used up' : 'before GST, off the next invoices'}
            </span>
          </Fact>
        )}
        {term && (
          <Fact term="Agreed until">
            <DateText value={term} />
          </Fact>
        )}
        <Fact term="Since">
          <DateText value={subscription.start_date} />
        </Fact>
        {subscription.cancel_reason && <Fact term="Reason">{subscription.cancel_reason}</Fact>}
      </dl>
    </section>
  )
}

function NextInvoice({ subscription }: { subscription: Subscription }) {
  const { next_invoice_date: next, cancel_at_period_end } = subscription
  if (!next || cancel_at_period_end) return <span className="text-ink-2">None</span>
  const days = daysBetween(today(), next)
  return (
    <>
      <DateText value={next} />
      <span className="text-ink-2">
        {days > 1 ? `, in ${days} days` : days === 1 ? ', tomorrow' : days === 0 ? ', today' : ', with the next run'}
      </span>
    </>
  )
}

/** What this customer used in the period that runs, where anything is counted at all. */
function Usage({ subscription: { id, customer_id, price, status } }: { subscription: Subscription }) {
  const { data: meters } = useQuery({ ...metersQuery, enabled: useCan('usage.read') })
  if (!meters?.data.length || status === 'canceled') return null
  return (
    <Fact term="Usage">
      <Link
        from="/app/$slug"
        to="/app/$slug/usage/$"
        params={{ _splat: '' }}
        search={{
          customer_id,
          subscription_id: id,
          span: 'period',
          ...(price.meter_id && { meter_id: price.meter_id }),
        }}
        className={textLinkClass}
      >
        Of this period
      </Link>
    </Fact>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
