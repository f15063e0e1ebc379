import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Plan } from '#modules/plans/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { PlanBadges } from '#web/plans/plan-badges.tsx'
import { PlanDialog } from '#web/plans/plan-dialog.tsx'
import { PlanFacts } from '#web/plans/plan-facts.tsx'
import { PlanPrices } from '#web/plans/plan-prices.tsx'
import { planQuery } from '#web/plans/queries.ts'
import { useArchivePlan } from '#web/plans/use-action.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/plans/$id')

export function PlanPage() {
  const { id } = route.useParams()
  const { data: plan, error, refetch } = useQuery(planQuery(id))
  if (!plan && error)
    return (
      <PageError title="The plan could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/plans" className={buttonClass()}>
          All plans
        </Link>
      </PageError>
    )
  if (!plan) return <Loading />
  return (
    <>
      <PageHeader
        title={plan.name}
        section="Plans"
        badge={<PlanBadges plan={plan} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/plans" className={backClass}>
            Plans
          </Link>
        }
      >
        <Actions plan={plan} />
      </PageHeader>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
        <PlanPrices plan={plan} />
        <PlanFacts plan={plan} />
      </div>
    </>
  )
}

function Actions({ plan }: { plan: Plan }) {
  const { archive, restore, isBusy } = useArchivePlan(plan)
  const [isEditing, setEditing] = useState(false)
  const canWrite = useCan('plans.write')
  if (!canWrite) return null
  if (!plan.is_active)
    return (
      <Button variant="primary" busy={isBusy} onClick={() => void restore()}>
        <ArchiveRestore aria-hidden />
        Restore plan
      </Button>
    )
  return (
    <>
      <Button variant="ghost" busy={isBusy} onClick={() => void archive()}>
        <Archive aria-hidden />
        Archive
      </Button>
      <Button onClick={() => setEditing(true)}>
        <Pencil aria-hidden />
        Edit
      </Button>
      {isEditing && <PlanDialog plan={plan} onClose={() => setEditing(false)} />}
    </>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 pt-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
      <div className="grid content-start gap-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-64 w-full" />
      </div>
      <Skeleton className="h-80 w-full" />
    </div>
  )
}
