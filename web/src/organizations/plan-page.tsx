import { useQuery } from '@tanstack/react-query'
import type { OrganizationPlan } from '#modules/entitlements/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { useCan, useOrganization } from '#web/app/session.ts'
import { PlanBadge } from '#web/organizations/plan-badge.tsx'
import { PlanOffers } from '#web/organizations/plan-offers.tsx'
import { PlanTermsLine } from '#web/organizations/plan-terms.tsx'
import { PlanUse } from '#web/organizations/plan-use.tsx'
import { organizationPlanQuery } from '#web/organizations/queries.ts'
import { Empty, ErrorState, Skeleton } from '#web/ui/state.tsx'
import { useTitle } from '#web/ui/title.ts'

/** What the organisation has with whoever runs the installation, how much of it is used, and what else there is. */
export function PlanPage() {
  useTitle('Plan and usage', 'Settings')
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(organizationPlanQuery(id))
  if (error && !data)
    return <ErrorState title="The plan could not be loaded" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-64 w-full max-w-3xl" />
  if (data.plan_name === null)
    return (
      <Empty title="No plan, no limits">
        This installation sells no plans, or you were here before it did. You can use all of it.
      </Empty>
    )
  return <Plan plan={data} />
}

function Plan({ plan }: { plan: OrganizationPlan }) {
  const { plan_name, features, limits, used, month_start_date } = plan
  const canChoose = useCan('organizations.choose_plan')
  return (
    <div className="grid gap-6">
      <div className="grid max-w-3xl gap-6">
        <section className="grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <h2 className="min-w-0 text-base font-semibold wrap-anywhere">{plan_name}</h2>
            <PlanBadge status={plan.subscription_status} />
          </div>
          <p className="text-sm text-ink-2">
            {standing(plan)}
            {canChoose && plan.subscription_status === 'canceled' && ' Choose one to come back.'}
          </p>
          {canChoose && <PlanTermsLine />}
        </section>
        <section className="grid gap-4 rounded-lg border border-line bg-surface p-4 shadow-card">
          <h3 className="text-sm font-semibold">Used of the plan</h3>
          <PlanUse label="Seats" hint="members and open invitations" used={used.seats} limit={limits.seats} />
          <PlanUse
            label="Leads this month"
            hint={`came in since ${formatDate(month_start_date)}`}
            used={used.leads_per_month}
            limit={limits.leads_per_month}
          />
          <PlanUse
            label="Invoices this month"
            hint={`issued since ${formatDate(month_start_date)}`}
            used={used.invoices_per_month}
            limit={limits.invoices_per_month}
          />
        </section>
        {features.length > 0 && (
          <section className="grid gap-2">
            <h3 className="text-sm font-semibold">Comes with</h3>
            <ul className="list-inside list-disc text-sm text-ink-2">
              {features.map(({ code, name }) => (
                <li key={code} className="wrap-anywhere">
                  {name}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {canChoose ? (
        <PlanOffers seats_used={used.seats} />
      ) : (
        <p className="text-sm text-ink-2">To change the plan, ask an owner or admin of the organisation.</p>
      )}
    </div>
  )
}

function standing({ subscription_status, pause_reason, trial_days_left, trial_end_date }: OrganizationPlan): string {
  if (subscription_status === 'trialing' && trial_days_left !== null && trial_end_date)
    return `${daysLeft(trial_days_left)} Your plan costs nothing until ${formatDate(trial_end_date)} and goes on by itself.`
  if (subscription_status === 'past_due') return 'An invoice for the plan is overdue. Pay it to keep the plan.'
  if (subscription_status === 'unpaid') return 'An invoice for the plan is long overdue, so it is not renewed.'
  if (subscription_status === 'paused' && pause_reason === 'unpaid')
    return 'The plan is paused because an invoice for it is long overdue. Pay it and the plan goes on; its limits stay.'
  if (subscription_status === 'paused') return 'The plan is paused: it is not charged, and its limits stay.'
  if (subscription_status === 'canceled') return 'The plan has ended. Its limits stay until there is another one.'
  return 'The plan is renewed by itself.'
}

function daysLeft(days: number): string {
  if (days === 0) return 'The trial is over.'
  return days === 1 ? 'The trial ends tomorrow.' : `${days} days of the trial are left.`
}
