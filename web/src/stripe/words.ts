import type { CardCollection } from '#modules/stripe/card-schemas.ts'
import type { OnlinePayment } from '#modules/stripe/schemas.ts'

export const disputeStates = {
  open: ['bad', 'Needs your evidence'],
  under_review: ['info', 'Under review'],
  won: ['ok', 'Won'],
  lost: ['mute', 'Lost'],
} as const

export const onlineStates = {
  opening: ['mute', 'Asking Stripe'],
  open: ['info', 'Page is open'],
  processing: ['info', 'On its way'],
  succeeded: ['ok', 'Paid'],
  failed: ['bad', 'Declined'],
  canceled: ['mute', 'Closed'],
} as const

export const kindWords: Record<OnlinePayment['kind'], string> = {
  checkout: 'Page of Stripe',
  saved_card: 'Saved card',
  paynow: 'PayNow by Stripe',
}

export const stopWords: Record<NonNullable<CardCollection['stop_reason']>, string> = {
  hard_decline: 'The bank declined for good. It is tried again when the customer leaves another card.',
  used_up: 'It was declined as often as the schedule has tries.',
  settled: 'The invoice is settled.',
  no_card: 'The customer has no saved card.',
  by_hand: 'It was stopped by hand.',
  disputed: 'The customer says that something is wrong with it.',
}

export const cardName = (brand: string): string => `${brand[0]?.toUpperCase() ?? ''}${brand.slice(1)}`
