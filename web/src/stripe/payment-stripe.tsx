import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatDateTime, formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { disputesQuery } from '#web/stripe/queries.ts'
import { disputeStates } from '#web/stripe/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

/** Of a payment that came through Stripe: its disputes, and the way to what Stripe sent. */
export default function PaymentStripeSection({ payment }: { payment: Payment }) {
  const canSeeEvents = useCan('stripe.read')
  const { data } = useQuery(disputesQuery({ payment_id: payment.id }))
  return (
    <>
      {data && data.data.length > 0 && (
        <section aria-labelledby="disputes" className="rounded-lg border border-line bg-surface shadow-card">
          <h2 id="disputes" className="px-4 pt-3 pb-2 text-base font-semibold">
            Dispute
          </h2>
          <ul>
            {data.data.map(({ id, reason, status, amount_cents, fee_cents, respond_by, closed_at }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3 border-t border-line px-4 py-2">
                <span className="min-w-0 flex-1">
                  The card holder wants it back: {reason.replaceAll('_', ' ')}
                  <span className="block text-xs text-ink-2">
                    {closed_at
                      ? `Closed ${formatDateTime(closed_at)}`
                      : respond_by && `Give Stripe your evidence until ${formatDateTime(respond_by)}`}
                    {fee_cents > 0 && ` · fee ${formatMoney(fee_cents)}`}
                  </span>
                </span>
                <Badge tone={disputeStates[status][0]}>{disputeStates[status][1]}</Badge>
                <span className="font-medium tabular-nums">{formatMoney(amount_cents)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {canSeeEvents && (
        <p className="text-sm text-ink-2">
          It came through Stripe.{' '}
          <Link from="/app/$slug" to="/app/$slug/stripe/$" params={{ _splat: 'events' }} className={textLinkClass}>
            What Stripe sent
          </Link>
        </p>
      )}
    </>
  )
}
