import { type Static, Type } from 'typebox'
import {
  Currency,
  Day,
  Id,
  Input,
  Instant,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

export const PaymentMethod = Meaning(
  OneOf('paynow', 'bank_transfer', 'cash', 'cheque', 'card', 'other'),
  'How it came in',
)
const reference = 'Of the bank or the payer, for finding it again'

/** Money that came in, against one invoice, in full or in part. */
export type NewPayment = Static<typeof NewPayment>
export const NewPayment = Input('NewPayment', {
  invoice_id: Id,
  amount_cents: Type.Integer({ minimum: 1, maximum: 10_000_000_000_000, description: 'At most what is still due' }),
  payment_date: Meaning(Type.Optional(Day), 'The day the money came in; today unless you say otherwise'),
  method: PaymentMethod,
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
})

export type Payment = Static<typeof Payment>
export const Payment = Output('Payment', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  amount_cents: Meaning(SignedCents, 'All that came in'),
  currency: Currency,
  payment_date: Meaning(Day, 'The day the money came in'),
  method: PaymentMethod,
  reference: Nullable(Type.String({ description: reference })),
  allocations: Type.Array(
    Output('Allocation', {
      invoice_id: Id,
      invoice_number: Type.String(),
      amount_cents: Meaning(SignedCents, 'The part of the payment that settles this invoice'),
    }),
    { description: 'Which invoices it settles' },
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

const Owed = {
  amount_cents: Meaning(SignedCents, 'Still to be paid'),
  count: Type.Integer({ description: 'Invoices' }),
}

/** The money screen: what is owed, what is late, what came in, and who to call first. */
export type MoneyOverview = Static<typeof MoneyOverview>
export const MoneyOverview = Output('MoneyOverview', {
  as_of_date: Meaning(Day, 'Today, by the calendar of the organisation'),
  currency: Currency,
  due: Meaning(Output('MoneyDue', Owed), 'All that is still to be paid, late or not'),
  overdue: Meaning(Output('MoneyOverdue', Owed), 'What is past its due date'),
  due_soon: Meaning(Output('MoneyDueSoon', Owed), 'What is due within the next 7 days'),
  received: Meaning(
    Output('MoneyReceived', {
      this_month_cents: Meaning(SignedCents, 'From the first of this month until today'),
      last_month_cents: Meaning(SignedCents, 'The whole of last month'),
      last_month_to_date_cents: Meaning(SignedCents, 'Last month until the same day, to compare with this month'),
    }),
    'Payments that came in',
  ),
  ageing: Type.Array(
    Output('AgeingBucket', {
      bucket: Meaning(OneOf('not_due', '1_30', '31_60', '61_90', 'over_90'), 'Days since the due date'),
      ...Owed,
    }),
    { description: 'What is still to be paid, by how late it is; always all five' },
  ),
  months: Type.Array(
    Output('MoneyMonth', {
      month: Type.String({ pattern: '^\\d{4}-\\d{2}$', description: 'Year and month' }),
      invoiced_cents: Meaning(SignedCents, 'Issued in this month with GST, without void invoices'),
      received_cents: Meaning(SignedCents, 'Payments that came in'),
    }),
    { description: 'The last twelve, this one at the end' },
  ),
  chase_first: Type.Array(
    Output('ChaseFirst', {
      invoice_id: Id,
      number: Type.String({ description: 'Of the invoice' }),
      customer_id: Id,
      customer_name: Type.String(),
      due_date: Meaning(Day, 'The last day to pay'),
      days_overdue: Type.Integer({ description: 'Days since the due date' }),
      amount_due_cents: Meaning(SignedCents, 'Still to be paid'),
    }),
    { description: 'The five largest amounts that are late' },
  ),
})
