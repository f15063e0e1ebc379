import { createFileRoute } from '@tanstack/react-router'
import { PlanPage } from '#web/organizations/plan-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/plan')({ component: PlanPage })
