import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { billingRulesQuery } from '#web/subscriptions/queries.ts'

/** What reminders do not settle, the billing rules do: said here, changed there. */
export default function AfterTheLadder() {
  const { data } = useQuery(billingRulesQuery)
  if (!data) return null
  const { unpaid_after_days, paused_after_days } = data
  return (
    <section className="grid max-w-4xl gap-1 pt-6">
      <h2 className="text-base font-semibold">When nothing helps</h2>
      <p className="text-sm text-ink-2">
        A subscription whose invoice is overdue for more than {days(unpaid_after_days)} is renewed no more.{' '}
        {paused_after_days > 0
          ? `Unpaid for more than ${days(paused_after_days)} after that, it is paused.`
          : 'It is never paused by itself.'}{' '}
        It comes back by itself when its invoices are paid.{' '}
        <Link
          from="/app/$slug"
          to="/app/$slug/settings/$"
          params={{ _splat: 'billing' }}
          className="text-link underline underline-offset-2"
        >
          Change these rules
        </Link>
      </p>
    </section>
  )
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)
