import { createFileRoute } from '@tanstack/react-router'
import { readNewInvoiceSearch } from '#web/invoices/search.ts'
import { NewPaymentPage } from '#web/payments/new-payment-page.tsx'

export const Route = createFileRoute('/app/$slug/payments/new')({
  validateSearch: readNewInvoiceSearch,
  component: NewPaymentPage,
})
