import { type Static, Type } from 'typebox'
import {
  Cents,
  Currency,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

const OnlineStatus = OneOf('opening', 'open', 'processing', 'succeeded', 'failed', 'canceled')

export type OnlinePayment = Static<typeof OnlinePayment>
export const OnlinePayment = Output('OnlinePayment', {
  id: Id,
  invoice_id: Meaning(Id, 'What is paid'),
  invoice_number: Type.String({ description: 'Of the invoice' }),
  customer_id: Id,
  customer_name: Type.String(),
  kind: Meaning(
    OneOf('checkout', 'saved_card', 'paynow'),
    'On a page of Stripe, by a card on file, or by a PayNow code',
  ),
  amount_cents: Meaning(SignedCents, 'What was due when it was begun'),
  currency: Currency,
  status: Meaning(
    OnlineStatus,
    '`opening` until Stripe has answered, `open` while somebody may pay; `succeeded` is in the ledger',
  ),
  url: Nullable(Type.String({ description: 'While it is open: the page to pay on' })),
  qr_data: Nullable(Type.String({ description: 'Of PayNow, while it is open: what the code holds' })),
  saves_card: Type.Boolean({ description: 'The card is kept for later invoices' }),
  failure_code: Nullable(Type.String({ description: 'Why the last try failed, in a word of Stripe' })),
  failure: Nullable(Type.String({ description: 'The same in a sentence' })),
  is_hard_decline: Nullable(Type.Boolean({ description: 'True: the card will not work later either' })),
  fee_cents: Meaning(Nullable(Cents), 'What Stripe keeps; null until it says so'),
  payment_id: Meaning(Nullable(Id), 'The payment in the ledger, once the money came in'),
  expires_at: Meaning(Nullable(Instant), 'Until then it can be paid'),
  created_at: Instant,
})

export type OnlinePaymentQuery = Static<typeof OnlinePaymentQuery>
export const OnlinePaymentQuery = Input('OnlinePaymentQuery', {
  ...ListQuery,
  invoice_id: Type.Optional(Id),
  payment_id: Meaning(Type.Optional(Id), 'The one that this payment of the ledger came from'),
  status: Meaning(Type.Optional(OnlineStatus), 'Those alone'),
})
export type OnlinePaymentPage = Static<typeof OnlinePaymentPage>
export const OnlinePaymentPage = Page('OnlinePaymentPage', OnlinePayment)

export type NewCheckout = Static<typeof NewCheckout>
export const NewCheckout = Input('NewCheckout', {
  save_card: Type.Optional(Type.Boolean({ description: 'Keep the card, to charge later invoices to it' })),
})

export type NewOnlineRefund = Static<typeof NewOnlineRefund>
export const NewOnlineRefund = Input('NewOnlineRefund', {
  amount_cents: Type.Integer({
    minimum: 1,
    maximum: 10_000_000_000_000,
    description: 'At most what of the payment settles no invoice',
  }),
  reason: Meaning(Line(500), 'Why it goes back'),
})

export type SavedCard = Static<typeof SavedCard>
export const SavedCard = Output('SavedCard', {
  id: Id,
  customer_id: Id,
  brand: Type.String({ description: 'Such as `visa`' }),
  last4: Type.String({ description: 'The last digits of its number' }),
  exp_month: Type.Integer({ description: 'Its last month' }),
  exp_year: Type.Integer({ description: 'The year of that' }),
  created_at: Instant,
})
export type SavedCardList = Static<typeof SavedCardList>
export const SavedCardList = Output('SavedCardList', {
  data: Type.Array(SavedCard, { description: 'The newest first; that is the one that is charged' }),
})
