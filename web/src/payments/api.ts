import type { NewRefund, Refund } from '#modules/payments/refund-schemas.ts'
import type {
  CustomerBalance,
  NewAllocation,
  NewPayment,
  Payment,
  PaymentSettings,
  PaymentSettingsChanges,
} from '#modules/payments/schemas.ts'
import { patch, post, send } from '#web/api/client.ts'

export const recordPayment = (input: NewPayment, idempotencyKey: string) =>
  post<Payment>('/payments', input, { idempotencyKey })

export const allocatePayment = (id: string, allocations: NewAllocation[], idempotencyKey: string) =>
  post<Payment>(`/payments/${id}/allocations`, { allocations }, { idempotencyKey })

export const removeAllocation = (id: string, allocation_id: string) =>
  send('DELETE', `/payments/${id}/allocations/${allocation_id}`)

export const reversePayment = (id: string, reason: string) => post<Payment>(`/payments/${id}/reverse`, { reason })

export const recordRefund = (id: string, input: NewRefund, idempotencyKey: string) =>
  post<Refund>(`/payments/${id}/refunds`, input, { idempotencyKey })

export const applyCredit = (customer_id: string) => post<CustomerBalance>(`/customers/${customer_id}/apply-credit`)

export const changePaymentSettings = (changes: PaymentSettingsChanges) =>
  patch<PaymentSettings>('/payment-settings', changes)
