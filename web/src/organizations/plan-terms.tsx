import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { useOrganization } from '#web/app/session.ts'
import { planTermsQuery } from '#web/organizations/plan-queries.ts'
import { each, hasSeats, seatWords } from '#web/subscriptions/words.ts'
import { textLinkClass } from '#web/ui/link-class.ts'

/** What the plan costs and when, and what it is about to become; nothing while that is not known, or has ended. */
export function PlanTermsLine() {
  const { id } = useOrganization()
  const terms = useQuery(planTermsQuery(id)).data?.terms
  if (!terms || terms.status === 'canceled') return null
  const { amount_cents, price, quantity, next_invoice_date, pending_change, credit_cents } = terms
  const counted = { ...price, meter_id: null }
  return (
    <>
      <p className="text-sm tabular-nums">
        {amount_cents === null ? 'Charged by use' : `${formatMoney(amount_cents)} ${each[price.billing_interval]}`}
        {hasSeats(counted) && ` for ${seatWords(counted, quantity)}`}
        {next_invoice_date && `, next on ${formatDate(next_invoice_date)}`}.
        {credit_cents > 0 && ` ${formatMoney(credit_cents)} of credit comes off first.`}
      </p>
      {terms.cancel_at_period_end && (
        <p className="text-sm text-warn">It ends on {formatDate(terms.current_period_end_date)}.</p>
      )}
      {pending_change && (
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span>
            On {formatDate(terms.current_period_end_date)} it becomes{' '}
            <span className="font-medium wrap-anywhere">{pending_change.plan_name}</span>.
          </span>
          <Link
            from="/app/$slug"
            to="/app/$slug/settings/$"
            params={{ _splat: 'plan' }}
            search={{ price_id: terms.price_id }}
            hash="choice"
            className={textLinkClass}
          >
            Keep {terms.plan.name}
          </Link>
        </p>
      )}
    </>
  )
}
