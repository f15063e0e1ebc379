import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { OrganizationPlan } from '#modules/entitlements/schemas.ts'
import { useOrganization } from '#web/app/session.ts'
import { organizationPlanQuery } from '#web/organizations/queries.ts'
import { cx } from '#web/ui/cx.ts'

/** On every page while a trial runs, or while the plan is owed for; nothing to those who pay. */
export default function TrialLine() {
  const { id, slug } = useOrganization()
  const { data } = useQuery({ ...organizationPlanQuery(id), staleTime: 10 * 60_000 })
  const told = data && lineOf(data)
  if (!told) return null
  return (
    <Link
      to="/app/$slug/settings/$"
      params={{ slug, _splat: 'plan' }}
      className={cx(
        'flex h-11 items-center gap-2 rounded-md px-2 text-xs whitespace-nowrap tabular-nums hover:bg-hover md:h-8',
        told.isUrgent ? 'font-medium text-warn' : 'text-ink-2 hover:text-ink',
      )}
    >
      <span aria-hidden className={cx('size-1.5 shrink-0 rounded-full', told.isUrgent ? 'bg-warn' : 'bg-accent')} />
      <span className="max-md:sr-only">{told.long}</span>
      <span aria-hidden className="md:hidden">
        {told.short}
      </span>
    </Link>
  )
}

type Line = { long: string; short: string; isUrgent: boolean }

function lineOf({ subscription_status, pause_reason, trial_days_left: days }: OrganizationPlan): Line | undefined {
  if (subscription_status === 'past_due') return { long: 'The plan is past due', short: 'Past due', isUrgent: true }
  if (subscription_status === 'unpaid') return { long: 'The plan is unpaid', short: 'Unpaid', isUrgent: true }
  if (pause_reason === 'unpaid') return { long: 'The plan is paused: unpaid', short: 'Paused', isUrgent: true }
  if (days === null) return undefined
  const left = days === 1 ? '1 day' : `${days} days`
  return {
    long: days === 0 ? 'The trial is over' : `${left} of the trial left`,
    short: `${left} left`,
    isUrgent: days <= 3,
  }
}
