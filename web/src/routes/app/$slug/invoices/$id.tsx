import { createFileRoute } from '@tanstack/react-router'
import { InvoicePage } from '#web/invoices/invoice-page.tsx'
import { invoiceQuery } from '#web/invoices/queries.ts'

export const Route = createFileRoute('/app/$slug/invoices/$id')({
  // The loader travels with the page: its query would burden the first load of every other.
  codeSplitGroupings: [['component', 'loader']],
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(invoiceQuery(params.id)),
  component: InvoicePage,
})
