import type { Refund } from '#modules/payments/refund-schemas.ts'
import type { CardCollection, CardSetup } from '#modules/stripe/card-schemas.ts'
import type {
  NewStripeConnection,
  StripeConnection,
  StripeSettingsChanges,
} from '#modules/stripe/connection-schemas.ts'
import type { StripeEvent } from '#modules/stripe/event-schemas.ts'
import type { OnlinePayment } from '#modules/stripe/schemas.ts'
import { del, newIdempotencyKey, patch, post } from '#web/api/client.ts'

export const connectStripe = (input: NewStripeConnection) => post<StripeConnection>('/stripe/connect', input)
export const disconnectStripe = () => post<StripeConnection>('/stripe/disconnect')
export const rotateSecret = (webhook_secret?: string) =>
  post<StripeConnection>('/stripe/rotate-secret', webhook_secret ? { webhook_secret } : {})
export const changeStripeSettings = (changes: StripeSettingsChanges) =>
  patch<StripeConnection>('/stripe/settings', changes)
export const replayEvent = (id: string) => post<StripeEvent>(`/stripe-events/${id}/replay`)
export const replayDeadEvents = () => post<{ count: number }>('/stripe-events/replay-dead')
export const startCardSetup = (customer_id: string, is_mailed: boolean) =>
  post<CardSetup>(`/customers/${customer_id}/card-setup`, { is_mailed })
export const removeCard = (customer_id: string, id: string) => del(`/customers/${customer_id}/cards/${id}`)
export const chargeCard = (invoice_id: string) =>
  post<OnlinePayment>(`/invoices/${invoice_id}/charge-card`, undefined, { idempotencyKey: newIdempotencyKey() })
export const stopCollecting = (invoice_id: string) => post<CardCollection>(`/invoices/${invoice_id}/stop-collecting`)
export const refundOnline = (id: string, amount_cents: number, reason: string, idempotencyKey: string) =>
  post<Refund>(`/online-payments/${id}/refund`, { amount_cents, reason }, { idempotencyKey })
