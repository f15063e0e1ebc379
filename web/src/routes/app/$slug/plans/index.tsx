import { createFileRoute } from '@tanstack/react-router'
import { PlansPage } from '#web/plans/plans-page.tsx'
import { readPlanSearch } from '#web/plans/search.ts'

export const Route = createFileRoute('/app/$slug/plans/')({ validateSearch: readPlanSearch, component: PlansPage })
