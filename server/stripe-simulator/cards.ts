/** What a test card does. The numbers are those that Stripe gives out for its own test mode. */
export type Card = {
  number: string
  label: string
  /** Always, and from the second time on, when the card was saved. */
  declined?: string
  declined_when_saved?: string
  /** The bank asks its holder: each time, or only while the card is not saved. */
  asks?: 'always' | 'once'
  /** Its holder wants the money back at once. */
  is_disputed?: boolean
  /** How its refunds go on after the first answer. */
  refunds?: 'pending_then_succeeded' | 'succeeded_then_failed'
}

export const cards: readonly Card[] = [
  { number: '4242424242424242', label: 'Succeeds' },
  { number: '4000000000009995', label: 'Declined, may work later: no money on it', declined: 'insufficient_funds' },
  { number: '4000000000000002', label: 'Declined without a reason', declined: 'generic_decline' },
  { number: '4000000000009979', label: 'Declined for good: stolen', declined: 'stolen_card' },
  { number: '4000000000000069', label: 'Declined for good: expired', declined: 'expired_card' },
  {
    number: '4000000000000341',
    label: 'Succeeds once, declined when charged again',
    declined_when_saved: 'insufficient_funds',
  },
  { number: '4000002500003155', label: 'The bank asks the first time', asks: 'once' },
  { number: '4000002760003184', label: 'The bank asks each time', asks: 'always' },
  { number: '4000000000007726', label: 'Its refunds take a while', refunds: 'pending_then_succeeded' },
  { number: '4000000000000259', label: 'Succeeds, then disputed', is_disputed: true },
  { number: '4000000000005126', label: 'Its refunds fail later', refunds: 'succeeded_then_failed' },
]

/** Payment methods that exist without being made, as at Stripe. */
export const wellKnown: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeDeclinedStolenCard: '4000000000009979',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_createDispute: '4000000000000259',
  pm_card_authenticationRequired: '4000002760003184',
}

export const findCard = (number: string): Card | undefined =>
  cards.find((card) => card.number === number.replaceAll(/\D/g, ''))

export type Attempt = 'succeeded' | 'asks' | { decline_code: string }

/** `is_saved`: charged by a card that was used and kept before. `is_confirmed`: its holder has answered the bank. */
export function attempt(card: Card, { is_saved, is_confirmed }: { is_saved: boolean; is_confirmed: boolean }): Attempt {
  if (card.declined) return { decline_code: card.declined }
  if (is_saved && card.declined_when_saved) return { decline_code: card.declined_when_saved }
  if (!is_confirmed && (card.asks === 'always' || (card.asks === 'once' && !is_saved))) return 'asks'
  return 'succeeded'
}

const sentences: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  authentication_required: 'Your card was declined. This transaction requires authentication.',
}

export function declineError(decline_code: string) {
  const code = ['expired_card', 'authentication_required'].includes(decline_code) ? decline_code : 'card_declined'
  return { type: 'card_error', code, decline_code, message: sentences[decline_code] ?? 'Your card was declined.' }
}

/** What Stripe takes in Singapore: 3.4 % and 50 cents of a card, 1.3 % of PayNow. */
export const feeOf = (type: string, amount: number): number =>
  type === 'paynow' ? Math.round(amount * 0.013) : Math.round(amount * 0.034) + 50
