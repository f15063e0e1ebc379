import { createFileRoute } from '@tanstack/react-router'
import { BulkPages } from '#web/bulk/bulk-pages.tsx'
import { readBatchSearch } from '#web/bulk/search.ts'

/** One route for the list, a batch and a file: each route is a burden on the first load of all. */
export const Route = createFileRoute('/app/$slug/invoices/batches/$')({
  validateSearch: readBatchSearch,
  component: BulkPages,
})
