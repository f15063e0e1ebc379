import { createFileRoute } from '@tanstack/react-router'
import { keepTexts } from '#web/api/search-params.ts'
import { PlanPage } from '#web/organizations/plan-page.tsx'

export const Route = createFileRoute('/app/$slug/settings/plan')({
  validateSearch: keepTexts<{ price_id?: string; interval?: string }>('price_id', 'interval'),
  component: PlanPage,
})
