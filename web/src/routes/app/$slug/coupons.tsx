import { createFileRoute } from '@tanstack/react-router'
import { CouponsPage } from '#web/plans/coupons-page.tsx'
import { readPlanSearch } from '#web/plans/search.ts'

export const Route = createFileRoute('/app/$slug/coupons')({ validateSearch: readPlanSearch, component: CouponsPage })
