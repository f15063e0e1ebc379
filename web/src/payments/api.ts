import type { NewPayment, Payment } from '#modules/payments/schemas.ts'
import { post } from '#web/api/client.ts'

export const recordPayment = (input: NewPayment, idempotencyKey: string) =>
  post<Payment>('/payments', input, { idempotencyKey })
