import { createFileRoute } from '@tanstack/react-router'
import { keepTexts } from '#web/api/search-params.ts'
import { SettingsPages } from '#web/organizations/settings-pages.tsx'

type SettingsSearch = {
  cursor?: string
  /** Of the plan: what is about to be chosen, and whether by month or by year. */
  price_id?: string
  interval?: string
}

/** One route for all settings: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/settings/$')({
  validateSearch: keepTexts<SettingsSearch>('cursor', 'price_id', 'interval'),
  component: SettingsPages,
})
