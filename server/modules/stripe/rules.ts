import type { Stripe } from 'stripe'

/** No use to try these again: the bank will say the same. What is not listed may work later. */
const hard = new Set([
  'authentication_required',
  'card_not_supported',
  'currency_not_supported',
  'expired_card',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
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

/** What was read from Stripe about one payment, at one moment. */
export type Seen = { session: Stripe.Checkout.Session | null; intent: Stripe.PaymentIntent | null }
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
