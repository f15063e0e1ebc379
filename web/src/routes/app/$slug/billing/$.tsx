import { createFileRoute } from '@tanstack/react-router'
import { BillingPages } from '#web/billing/billing-pages.tsx'
import { readBillingSearch } from '#web/billing/search.ts'

/** One route for what is billed beside the plain invoice: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/billing/$')({
  validateSearch: readBillingSearch,
  component: BillingPages,
})
