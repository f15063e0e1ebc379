import { type Static, Type } from 'typebox'
import { Cents, Id, Input, Instant, Meaning, Nullable, OneOf, Output } from '#platform/schemas.ts'

export type CardSetup = Static<typeof CardSetup>
export const CardSetup = Output('CardSetup', {
  id: Id,
  customer_id: Id,
  status: Meaning(OneOf('opening', 'open', 'done', 'expired'), '`done`: the card is among the saved ones'),
  url: Meaning(Nullable(Type.String()), 'While it is open: the page of Stripe on which the card is left'),
  expires_at: Meaning(Instant, 'The page works until then'),
})

export type NewCardSetup = Static<typeof NewCardSetup>
export const NewCardSetup = Input('NewCardSetup', {
  is_mailed: Type.Optional(Type.Boolean({ description: 'Mail the link to the customer, too' })),
})

export type CardCollection = Static<typeof CardCollection>
export const CardCollection = Output('CardCollection', {
  status: Meaning(
    OneOf('none', 'due', 'charging', 'collected', 'stopped'),
    '`none`: this invoice is not charged to a card by itself; `due`: it is tried at `next_try_at`',
  ),
  stop_reason: Meaning(
    Nullable(OneOf('hard_decline', 'used_up', 'settled', 'no_card', 'by_hand', 'disputed')),
    'Why it is tried no more; `used_up`: it was declined as often as the schedule has tries',
  ),
  tries: Type.Integer({ description: 'How often the card was charged so far' }),
  most_tries: Type.Integer({
    description: 'How often it is charged at most: once, and once for each day of the schedule',
  }),
  next_try_at: Nullable(Instant),
})

const DisputeStatus = OneOf('open', 'under_review', 'won', 'lost')

export type CardDispute = Static<typeof CardDispute>
export const CardDispute = Output('CardDispute', {
  id: Id,
  online_payment_id: Meaning(Id, 'How it was paid through Stripe'),
  payment_id: Meaning(Nullable(Id), 'The payment in the ledger that is disputed'),
  invoice_id: Id,
  invoice_number: Type.String({ description: 'Of the invoice that it paid' }),
  customer_id: Id,
  customer_name: Type.String(),
  amount_cents: Meaning(Cents, 'What the card holder wants back'),
  fee_cents: Meaning(Cents, 'What Stripe takes for the dispute'),
  reason: Type.String({ description: 'In a word of Stripe, such as `fraudulent`' }),
  status: Meaning(DisputeStatus, '`open`: Stripe waits for your evidence; `lost`: the money has left the payment'),
  respond_by: Meaning(Nullable(Instant), 'Evidence counts until then'),
  refund_id: Meaning(Nullable(Id), 'When it was lost: the refund that took the money off'),
  opened_at: Instant,
  closed_at: Nullable(Instant),
})
export type CardDisputeQuery = Static<typeof CardDisputeQuery>
export const CardDisputeQuery = Input('CardDisputeQuery', {
  payment_id: Meaning(Type.Optional(Id), 'Those of this payment alone'),
  invoice_id: Meaning(Type.Optional(Id), 'Those of payments for this invoice alone'),
})
export type CardDisputeList = Static<typeof CardDisputeList>
export const CardDisputeList = Output('CardDisputeList', {
  data: Type.Array(CardDispute, { description: 'Newest first, at most a hundred' }),
})
