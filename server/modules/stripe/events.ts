import { defineEvent } from '#modules/events/define-event.ts'
import type { OnlinePayment, SavedCard } from './schemas.ts'

export const stripeEventReplayed = defineEvent<{ id: string; event_id: string; type: string }>('stripe_event.replayed')
export const onlinePaymentStarted = defineEvent<OnlinePayment>('online_payment.started')
export const onlinePaymentSucceeded = defineEvent<OnlinePayment>('online_payment.succeeded')
export const onlinePaymentFailed = defineEvent<OnlinePayment>('online_payment.failed')
export const onlinePaymentCanceled = defineEvent<OnlinePayment>('online_payment.canceled')
export const cardSaved = defineEvent<SavedCard>('saved_card.added')
export const cardRemoved = defineEvent<SavedCard>('saved_card.removed')
