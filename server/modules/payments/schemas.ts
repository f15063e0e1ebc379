import { type Static, Type } from 'typebox'
import {
  Currency,
  Day,
  Id,
  Input,
  Instant,
  ListQuery,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

export const PaymentMethod = OneOf('paynow', 'bank_transfer', 'cash', 'cheque', 'card', 'other')

/** Money that came in, against one invoice, in full or in part. */
export type NewPayment = Static<typeof NewPayment>
export const NewPayment = Input('NewPayment', {
  invoice_id: Id,
  amount_cents: Type.Integer({ minimum: 1, maximum: 10_000_000_000_000 }),
  payment_date: Type.Optional(Day),
  method: PaymentMethod,
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
})

export type Payment = Static<typeof Payment>
export const Payment = Output('Payment', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  amount_cents: SignedCents,
  currency: Currency,
  payment_date: Day,
  method: PaymentMethod,
  reference: Nullable(Type.String()),
  allocations: Type.Array(
    Output('Allocation', { invoice_id: Id, invoice_number: Type.String(), amount_cents: SignedCents }),
  ),
  created_at: Instant,
})

export type PaymentQuery = Static<typeof PaymentQuery>
export const PaymentQuery = Input('PaymentQuery', {
  ...ListQuery,
  invoice_id: Type.Optional(Id),
  customer_id: Type.Optional(Id),
})
export type PaymentPage = Static<typeof PaymentPage>
export const PaymentPage = Page('PaymentPage', Payment)

/** The money screen: what is owed, what is late, what came in, and who to call first. */
export type MoneyOverview = Static<typeof MoneyOverview>
export const MoneyOverview = Output('MoneyOverview', {
  as_of_date: Day,
  currency: Currency,
  due: Output('MoneyDue', { amount_cents: SignedCents, count: Type.Integer() }),
  overdue: Output('MoneyOverdue', { amount_cents: SignedCents, count: Type.Integer() }),
  due_soon: Output('MoneyDueSoon', {
    amount_cents: SignedCents,
    count: Type.Integer({ description: 'Due within the next 7 days' }),
  }),
  received: Output('MoneyReceived', {
    this_month_cents: SignedCents,
    last_month_cents: SignedCents,
    last_month_to_date_cents: SignedCents,
  }),
  ageing: Type.Array(
    Output('AgeingBucket', {
      bucket: OneOf('not_due', '1_30', '31_60', '61_90', 'over_90'),
      amount_cents: SignedCents,
      count: Type.Integer(),
    }),
  ),
  months: Type.Array(
    Output('MoneyMonth', {
      month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
      invoiced_cents: SignedCents,
      received_cents: SignedCents,
    }),
  ),
  chase_first: Type.Array(
    Output('ChaseFirst', {
      invoice_id: Id,
      number: Type.String(),
      customer_id: Id,
      customer_name: Type.String(),
      due_date: Day,
      days_overdue: Type.Integer(),
      amount_due_cents: SignedCents,
    }),
  ),
})
