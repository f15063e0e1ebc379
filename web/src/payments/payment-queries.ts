import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { InvoicePage } from '#modules/invoices/schemas.ts'
import type { RefundPage } from '#modules/payments/refund-schemas.ts'
import type {
  CustomerBalance,
  Payment,
  PaymentPage,
  PaymentSettings,
  PaymentTotals,
} from '#modules/payments/schemas.ts'
import type { OnlinePaymentPage } from '#modules/stripe/schemas.ts'
import { fileUrl, get } from '#web/api/client.ts'
import type { PaymentSearch } from '#web/payments/search.ts'

/** What the list asks the server for. */
export function toPaymentFilter({ has_credit, cursor: _, ...filter }: PaymentSearch) {
  return { ...filter, is_unallocated: has_credit && 'true' }
}

export function paymentsQuery(search: PaymentSearch) {
  const query = { ...toPaymentFilter(search), cursor: search.cursor, limit: 50 }
  return queryOptions({
    queryKey: ['payments', 'list', query],
    queryFn: ({ signal }) => get<PaymentPage>('/payments', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function paymentTotalsQuery(search: PaymentSearch) {
  const query = toPaymentFilter(search)
  return queryOptions({
    queryKey: ['payments', 'totals', query],
    queryFn: ({ signal }) => get<PaymentTotals>('/payments/totals', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function paymentQuery(id: string) {
  return queryOptions({
    queryKey: ['payments', 'one', id],
    queryFn: ({ signal }) => get<Payment>(`/payments/${id}`, { signal }),
  })
}

export function refundsQuery(payment_id: string) {
  return queryOptions({
    queryKey: ['payments', 'refunds', payment_id],
    queryFn: ({ signal }) => get<RefundPage>('/refunds', { query: { payment_id, limit: 100 }, signal }),
  })
}

/** How a payment came in that Stripe took; empty for any other. */
export function onlinePaymentOf(payment_id: string) {
  return queryOptions({
    queryKey: ['online-payments', 'of-payment', payment_id],
    queryFn: ({ signal }) => get<OnlinePaymentPage>('/online-payments', { query: { payment_id }, signal }),
  })
}

export function invoicePaymentsQuery(invoice_id: string) {
  return queryOptions({
    queryKey: ['payments', 'of-invoice', invoice_id],
    queryFn: ({ signal }) => get<PaymentPage>('/payments', { query: { invoice_id, limit: 100 }, signal }),
  })
}

/** What a customer still has to pay, the oldest first: what money is set against. */
export function openInvoicesQuery(customer_id: string) {
  const query = { customer_id, status: 'open', sort: 'due_date', limit: 100 }
  return queryOptions({
    queryKey: ['invoices', 'open', customer_id],
    queryFn: ({ signal }) => get<InvoicePage>('/invoices', { query, signal }),
  })
}

export function balanceQuery(customer_id: string) {
  return queryOptions({
    queryKey: ['payments', 'balance', customer_id],
    queryFn: ({ signal }) => get<CustomerBalance>(`/customers/${customer_id}/balance`, { signal }),
  })
}

export const paymentSettingsQuery = queryOptions({
  queryKey: ['payment-settings'],
  queryFn: ({ signal }) => get<PaymentSettings>('/payment-settings', { signal }),
})

export const anyPaymentQuery = queryOptions({
  queryKey: ['payments', 'any'],
  queryFn: ({ signal }) => get<PaymentPage>('/payments', { query: { limit: 1 }, signal }),
})

export const receiptUrl = (id: string) => fileUrl(`/payments/${id}/receipt`, { download: 1 })
