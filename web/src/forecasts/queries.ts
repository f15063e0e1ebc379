import { queryOptions } from '@tanstack/react-query'
import type { ExpectedCash, ExpectedPayment, PaymentHabit } from '#modules/forecasts/schemas.ts'
import { get } from '#web/api/client.ts'

export const expectedCashQuery = queryOptions({
  queryKey: ['reports', 'expected-cash'],
  queryFn: ({ signal }) => get<ExpectedCash>('/reports/expected-cash', { signal }),
})

export const expectedPaymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'expected', id],
    queryFn: ({ signal }) => get<ExpectedPayment>(`/invoices/${id}/expected-payment`, { signal }),
  })

export const paymentHabitQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'habit', id],
    queryFn: ({ signal }) => get<PaymentHabit>(`/customers/${id}/payment-habit`, { signal }),
  })
