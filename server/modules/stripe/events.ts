import { defineEvent } from '#modules/events/define-event.ts'
import type { CardDispute, CardSetup } from './card-schemas.ts'
import type { StripeConnection } from './connection-schemas.ts'
import type { OnlinePayment, SavedCard } from './schemas.ts'

export const stripeEventReplayed = defineEvent<{ id: string; event_id: string; type: string }>('stripe_event.replayed')
export const onlinePaymentStarted = defineEvent<OnlinePayment>('online_payment.started')
export const onlinePaymentSucceeded = defineEvent<OnlinePayment>('online_payment.succeeded')
export const onlinePaymentFailed = defineEvent<OnlinePayment>('online_payment.failed')
export const onlinePaymentCanceled = defineEvent<OnlinePayment>('online_payment.canceled')
export const cardSaved = defineEvent<SavedCard>('saved_card.added')
export const cardRemoved = defineEvent<SavedCard>('saved_card.removed')
export const cardSetupStarted = defineEvent<CardSetup>('card_setup.started')
export const collectionStopped = defineEvent<{ id: string; number: string }>('card_collection.stopped')
export const cardDisputeOpened = defineEvent<CardDispute>('card_dispute.opened')
export const cardDisputeChanged = defineEvent<CardDispute>('card_dispute.changed')
export const cardDisputeWon = defineEvent<CardDispute>('card_dispute.won')
export const cardDisputeLost = defineEvent<CardDispute>('card_dispute.lost')

/** The subject is the organisation. */
type Connected = Pick<StripeConnection, 'source' | 'mode' | 'account_id'> & { id: string }
export const stripeConnected = defineEvent<Connected>('stripe.connected')
export const stripeDisconnected = defineEvent<Pick<StripeConnection, 'account_id' | 'account_name'> & { id: string }>(
  'stripe.disconnected',
)
export const webhookSecretRotated = defineEvent<{ id: string; previous_until: string | null }>('stripe.secret_rotated')
type Settings = Pick<StripeConnection, 'is_card_offered' | 'is_charged_when_issued' | 'retry_days'> & { id: string }
export const stripeSettingsUpdated = defineEvent<Settings>('stripe.settings_updated')
export const eventsReplayed = defineEvent<{ id: string; count: number }>('stripe.events_replayed')
