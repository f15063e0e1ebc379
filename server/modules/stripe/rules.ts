import type { Stripe } from 'stripe'

/**
 * No use to try these again: the bank will say the same. What is not listed may work later. Those that Stripe's own
 * retries stop at (docs.stripe.com/billing/revenue-recovery/smart-retries), and those whose next step is another card or
 * the customer (docs.stripe.com/declines/codes).
 */
const hard = new Set([
  'authentication_required',
  'card_not_supported',
  'currency_not_supported',
  'do_not_try_again',
  'expired_card',
  'fraudulent',
  'highest_risk_level',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
  'merchant_blacklist',
  'new_account_information_available',
  'no_action_taken',
  'not_permitted',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'service_not_allowed',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
])

export const isHardDecline = (code: string): boolean => hard.has(code)

/** Stripe takes no less. */
export const leastCents = 50

/** What was read from Stripe about one payment, at one moment. */
export type Seen = {
  session: Stripe.Checkout.Session | null
  intent: Stripe.PaymentIntent | null
  disputes?: Stripe.Dispute[]
}
export type Status = 'opening' | 'open' | 'processing' | 'succeeded' | 'failed' | 'canceled'
export type Kind = 'checkout' | 'saved_card' | 'paynow'

/** How it stands. Whoever pays on a page may try again after a refusal; what is charged by us has failed with it. */
export function statusOf(kind: Kind, { session, intent }: Seen): Status {
  if (intent?.status === 'succeeded') return 'succeeded'
  if (intent?.status === 'canceled' || session?.status === 'expired') return 'canceled'
  if (intent?.status === 'processing' || intent?.status === 'requires_capture') return 'processing'
  if (kind !== 'checkout' && intent?.status === 'requires_payment_method' && intent.last_payment_error) return 'failed'
  if (kind === 'checkout' && session?.status === 'complete') return 'processing'
  return 'open'
}

export function failureOf({
  intent,
}: Seen): { failure_code: string; failure: string; is_hard_decline: boolean } | null {
  const error = intent?.last_payment_error
  if (!error || intent.status === 'succeeded') return null
  const code = error.decline_code ?? error.code ?? 'unknown'
  return { failure_code: code, failure: error.message ?? 'The payment failed.', is_hard_decline: isHardDecline(code) }
}

export const chargeOf = (intent: Stripe.PaymentIntent | null): Stripe.Charge | null =>
  intent?.latest_charge && typeof intent.latest_charge === 'object' ? intent.latest_charge : null

/** Null while Stripe has not booked it yet. */
export function feeOf({ intent }: Seen): number | null {
  const booked = chargeOf(intent)?.balance_transaction
  return intent?.status === 'succeeded' && booked && typeof booked === 'object' ? booked.fee : null
}

/** When a card is tried again after its last try was declined for now; undefined when it has had all its tries. */
export function nextTry(
  { tries, first_tried_at }: { tries: number; first_tried_at: string | null },
  retry_days: readonly number[],
): Temporal.Instant | undefined {
  const days = retry_days[tries - 1]
  if (days === undefined || first_tried_at === null) return undefined
  return Temporal.Instant.from(first_tried_at).add({ hours: 24 * days })
}

export type DisputeStatus = 'open' | 'under_review' | 'won' | 'lost'

/** An inquiry (`warning_…`) is shown like a dispute; one that was closed or prevented took no money. */
export function disputeStatusOf(status: Stripe.Dispute.Status): DisputeStatus {
  if (status === 'lost') return 'lost'
  if (status === 'won' || status === 'warning_closed' || status === 'prevented') return 'won'
  return status.endsWith('under_review') ? 'under_review' : 'open'
}
