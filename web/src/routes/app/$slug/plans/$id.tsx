import { createFileRoute } from '@tanstack/react-router'
import { PlanPage } from '#web/plans/plan-page.tsx'

export const Route = createFileRoute('/app/$slug/plans/$id')({ component: PlanPage })
