import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan } from '#web/app/session.ts'
import { plansQuery } from '#web/subscriptions/queries.ts'
import type { SubscriptionSearch } from '#web/subscriptions/search.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/state.tsx'

const nothing: Record<string, [string, string]> = {
  active: ['Nobody is active', 'Whoever pays, or starts without a trial, is listed here.'],
  trialing: ['Nobody is on trial', 'Trials are listed here until their first charge.'],
  past_due: ['Nobody is past due', 'A subscription moves here when one of its invoices is overdue.'],
  unpaid: ['Nobody is unpaid', 'Past due for too long, a subscription is renewed no more and moves here.'],
  paused: [
    'Nobody is paused',
    'A pause stops renewals until it is resumed, or paid where the billing rules paused it.',
  ],
  canceled: ['Nobody has cancelled', 'What has ended stays listed here.'],
}

export function NoSubscriptions({ search }: { search: SubscriptionSearch }) {
  if (search.q || search.plan_id || search.cursor)
    return (
      <Empty
        title="No subscription matches"
        action={
          <Link from="/app/$slug" to="/app/$slug/subscriptions" className={buttonClass()}>
            Clear filters
          </Link>
        }
      >
        Search by a part of the customer’s name, or look among all plans and states.
      </Empty>
    )
  const [title, hint] = nothing[search.status ?? ''] ?? []
  return title ? <Empty title={title}>{hint}</Empty> : <FirstUse />
}

function FirstUse() {
  const canWrite = useCan('subscriptions.write')
  const { data: plans } = useQuery({ ...plansQuery('plan'), enabled: useCan('plans.read') })
  if (plans?.data.length === 0)
    return (
      <Empty
        title="No plans yet"
        action={
          <Link from="/app/$slug" to="/app/$slug/plans" className={buttonClass('secondary', 'lg')}>
            Go to plans
          </Link>
        }
      >
        A subscription puts a customer on the price of a plan. Make a plan first.
      </Empty>
    )
  return (
    <Empty
      title="No subscriptions yet"
      action={
        canWrite && (
          <Link from="/app/$slug" to="/app/$slug/subscriptions/new" className={buttonClass('secondary', 'lg')}>
            Subscribe the first customer
          </Link>
        )
      }
    >
      A subscription bills a customer by itself, period after period.
    </Empty>
  )
}
