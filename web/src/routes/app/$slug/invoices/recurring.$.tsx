import { createFileRoute } from '@tanstack/react-router'
import { RecurringPages } from '#web/recurring-invoices/recurring-pages.tsx'
import { readRecurringSearch } from '#web/recurring-invoices/search.ts'

/** One route for the list, the new one, one and its edit: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/invoices/recurring/$')({
  validateSearch: readRecurringSearch,
  component: RecurringPages,
})
