import { defineEvent } from '#modules/events/define-event.ts'
import type { BillingRules } from './billing-schemas.ts'
import type { Subscription, SubscriptionCharge } from './schemas.ts'

export const subscriptionCreated = defineEvent<Subscription>('subscription.created')
export const subscriptionActivated = defineEvent<Subscription>('subscription.activated')
export const subscriptionChanged = defineEvent<Subscription>('subscription.changed')
export const subscriptionChangeScheduled = defineEvent<Subscription>('subscription.change_scheduled')
export const subscriptionCancellationScheduled = defineEvent<Subscription>('subscription.cancellation_scheduled')
export const subscriptionCanceled = defineEvent<Subscription>('subscription.canceled')
export const subscriptionPaused = defineEvent<Subscription>('subscription.paused')
export const subscriptionResumed = defineEvent<Subscription>('subscription.resumed')
export const subscriptionPastDue = defineEvent<Subscription>('subscription.past_due')
export const subscriptionUnpaid = defineEvent<Subscription>('subscription.unpaid')
export const subscriptionRecovered = defineEvent<Subscription>('subscription.recovered')
export const subscriptionAddOnAdded = defineEvent<Subscription>('subscription.add_on_added')
export const subscriptionAddOnRemoved = defineEvent<Subscription>('subscription.add_on_removed')
export const subscriptionRenewalNoticeSent = defineEvent<Subscription>('subscription.renewal_notice_sent')
export const subscriptionPeriodWaived = defineEvent<Subscription>('subscription.period_waived')
export const subscriptionChargeAdded = defineEvent<SubscriptionCharge>('subscription_charge.added')
export const subscriptionChargeRemoved = defineEvent<SubscriptionCharge>('subscription_charge.removed')
export const billingRulesUpdated = defineEvent<BillingRules & { id: string }>('billing_rules.updated')
export const subscribersMoved = defineEvent<{ id: string; to_price_id: string; moved_count: number }>(
  'price.subscribers_moved',
)
