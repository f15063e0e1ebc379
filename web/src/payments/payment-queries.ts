import { queryOptions } from '@tanstack/react-query'
import type { PaymentPage } from '#modules/payments/schemas.ts'
import { get } from '#web/api/client.ts'

export function invoicePaymentsQuery(invoice_id: string) {
  return queryOptions({
    queryKey: ['payments', 'of-invoice', invoice_id],
    queryFn: ({ signal }) => get<PaymentPage>('/payments', { query: { invoice_id, limit: 100 }, signal }),
  })
}

export const anyPaymentQuery = queryOptions({
  queryKey: ['payments', 'any'],
  queryFn: ({ signal }) => get<PaymentPage>('/payments', { query: { limit: 1 }, signal }),
})
