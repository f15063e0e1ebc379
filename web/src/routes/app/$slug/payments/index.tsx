import { createFileRoute } from '@tanstack/react-router'
import { PaymentsPage } from '#web/payments/payments-page.tsx'
import { readPaymentSearch } from '#web/payments/search.ts'

export const Route = createFileRoute('/app/$slug/payments/')({
  validateSearch: readPaymentSearch,
  component: PaymentsPage,
})
