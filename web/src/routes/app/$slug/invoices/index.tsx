import { createFileRoute } from '@tanstack/react-router'
import { InvoicesPage } from '#web/invoices/invoices-page.tsx'
import { draftsQuery, invoicesQuery, invoiceTotalsQuery } from '#web/invoices/queries.ts'
import { readInvoiceSearch } from '#web/invoices/search.ts'

export const Route = createFileRoute('/app/$slug/invoices/')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  validateSearch: readInvoiceSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    if (deps.status === 'draft') return void queryClient.prefetchQuery(draftsQuery(deps))
    void queryClient.prefetchQuery(invoiceTotalsQuery(deps))
    return void queryClient.prefetchQuery(invoicesQuery(deps))
  },
  component: InvoicesPage,
})
