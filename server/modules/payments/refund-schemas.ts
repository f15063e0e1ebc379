import { type Static, Type } from 'typebox'
import {
  Currency,
  Day,
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
import { PaymentMethod } from './schemas.ts'

const reference = 'Of the bank or the payment service, for finding it again'

export type NewRefund = Static<typeof NewRefund>
export const NewRefund = Input('NewRefund', {
  amount_cents: Type.Integer({
    minimum: 1,
    maximum: 10_000_000_000_000,
    description: 'At most what of the payment settles no invoice',
  }),
  refund_date: Meaning(Type.Optional(Day), 'The day the money went back; today unless you say otherwise'),
  method: PaymentMethod,
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
  reason: Meaning(Line(500), 'Why it went back'),
})

export type Refund = Static<typeof Refund>
export const Refund = Output('Refund', {
  id: Id,
  payment_id: Meaning(Id, 'The payment that it gives back, in whole or in part'),
  customer_id: Id,
  customer_name: Type.String(),
  amount_cents: Meaning(SignedCents, 'What went back'),
  currency: Currency,
  refund_date: Meaning(Day, 'The day the money went back'),
  method: PaymentMethod,
  reference: Nullable(Type.String({ description: reference })),
  reason: Type.String({ description: 'Why it went back' }),
  status: Meaning(OneOf('pending', 'succeeded', 'failed'), '`pending` while a payment service is at it'),
  failure: Nullable(Type.String({ description: 'Why it failed; the money is credit of the customer again' })),
  created_at: Instant,
})

export type RefundFailure = Static<typeof RefundFailure>
export const RefundFailure = Input('RefundFailure', {
  failure: Meaning(Line(500), 'Why it failed, such as that the account is closed'),
})

export type RefundQuery = Static<typeof RefundQuery>
export const RefundQuery = Input('RefundQuery', {
  ...ListQuery,
  payment_id: Meaning(Type.Optional(Id), 'Only what went back of this payment'),
  customer_id: Type.Optional(Id),
})
export type RefundPage = Static<typeof RefundPage>
export const RefundPage = Page('RefundPage', Refund)
