import { createFileRoute } from '@tanstack/react-router'
import { BankPages } from '#web/bank/bank-pages.tsx'
import type { BankSearch } from '#web/bank/search.ts'

/** One route for matching, the import, past imports and the accounts: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/bank/$')({
  // Read by the pages, for the same reason.
  validateSearch: (raw: BankSearch) => raw,
  component: BankPages,
})
