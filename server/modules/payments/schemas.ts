import { type Static, Type } from 'typebox'
import { MoneyAccount } from '#modules/journal/schemas.ts'
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

export const PaymentMethod = Meaning(
  OneOf('paynow', 'bank_transfer', 'cash', 'cheque', 'card', 'other'),
  'How it came in',
)
const reference = 'Of the bank or the payer, for finding it again'

const AllocatedCents = Type.Integer({
  minimum: 1,
  maximum: 10_000_000_000_000,
  description: 'The part of the payment that settles this invoice; at most what is due on it',
})
export type NewAllocation = Static<typeof NewAllocation>
export const NewAllocation = Input('NewAllocation', { invoice_id: Id, amount_cents: AllocatedCents })

const NewAllocationArray = Type.Array(NewAllocation, {
  maxItems: 100,
  description: 'Which invoices it settles, each once; what is left is credit of the customer',
})

/** Money that came in: against one invoice (`invoice_id`), or of a customer with any number of allocations. */
export type NewPayment = Static<typeof NewPayment>
export const NewPayment = Input('NewPayment', {
  invoice_id: Meaning(Type.Optional(Id), 'All of it settles this invoice, of which at least as much is due'),
  customer_id: Meaning(Type.Optional(Id), 'Who paid, in place of `invoice_id`'),
  allocations: Type.Optional(NewAllocationArray),
  amount_cents: Type.Integer({ minimum: 1, maximum: 10_000_000_000_000, description: 'All that came in' }),
  payment_date: Meaning(Type.Optional(Day), 'The day the money came in; today unless you say otherwise'),
  method: PaymentMethod,
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
  payer_name: Meaning(Type.Optional(Nullable(Line(140))), 'As the bank names who paid'),
})

export type NewAllocations = Static<typeof NewAllocations>
export const NewAllocations = Input('NewAllocations', {
  allocations: Type.Array(NewAllocation, { minItems: 1, maxItems: 100, description: 'Each invoice once' }),
})

export type ReversePayment = Static<typeof ReversePayment>
export const ReversePayment = Input('ReversePayment', {
  reason: Meaning(Line(500), 'Kept with the payment, such as that the cheque bounced'),
})

export type Allocation = Static<typeof Allocation>
export const Allocation = Output('Allocation', {
  id: Id,
  invoice_id: Id,
  invoice_number: Type.String(),
  amount_cents: Meaning(SignedCents, 'The part of the payment that settles this invoice'),
  allocation_date: Meaning(Day, 'From when on it counts: the later one of the days of payment and of issue'),
})

export type Payment = Static<typeof Payment>
export const Payment = Output('Payment', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  amount_cents: Meaning(SignedCents, 'All that came in'),
  amount_allocated_cents: Meaning(SignedCents, 'What settles invoices'),
  amount_refunded_cents: Meaning(SignedCents, 'What went back, or is on its way'),
  amount_unallocated_cents: Meaning(SignedCents, 'What is left: credit of the customer'),
  fee_cents: Meaning(SignedCents, 'What the payment service kept of it'),
  currency: Currency,
  payment_date: Meaning(Day, 'The day the money came in'),
  method: PaymentMethod,
  account: Meaning(MoneyAccount, 'Where the money is'),
  reference: Nullable(Type.String({ description: reference })),
  payer_name: Nullable(Type.String({ description: 'As the bank names who paid' })),
  reversed_at: Meaning(Nullable(Instant), 'Null unless it was taken back as if it had never come in'),
  reverse_reason: Nullable(Type.String({ description: 'Null unless reversed' })),
  allocations: Type.Array(Allocation, { description: 'Which invoices it settles' }),
  created_at: Instant,
})

const PaymentFilter = {
  invoice_id: Type.Optional(Id),
  customer_id: Type.Optional(Id),
  from: Type.Optional(Type.String({ format: 'date', description: 'First day of payment' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last day of payment' })),
  method: Type.Optional(PaymentMethod),
  is_unallocated: Meaning(Type.Optional(OneOf('true')), 'Only payments with money that settles nothing yet'),
}
export type PaymentQuery = Static<typeof PaymentQuery>
export const PaymentQuery = Input('PaymentQuery', { ...ListQuery, ...PaymentFilter })
export type PaymentPage = Static<typeof PaymentPage>
export const PaymentPage = Page('PaymentPage', Payment)

export type PaymentTotalsQuery = Static<typeof PaymentTotalsQuery>
export const PaymentTotalsQuery = Input('PaymentTotalsQuery', PaymentFilter)
/** Sums over the same filter as the list; reversed payments count in `count` only. */
export type PaymentTotals = Static<typeof PaymentTotals>
export const PaymentTotals = Output('PaymentTotals', {
  count: Type.Integer({ description: 'Payments that the filter shows, reversed ones too' }),
  amount_cents: Meaning(SignedCents, 'All that came in'),
  amount_refunded_cents: Meaning(SignedCents, 'What went back'),
  amount_unallocated_cents: Meaning(SignedCents, 'What settles nothing yet'),
})

export type CustomerBalance = Static<typeof CustomerBalance>
export const CustomerBalance = Output('CustomerBalance', {
  customer_id: Id,
  amount_due_cents: Meaning(SignedCents, 'Still to be paid on open invoices'),
  amount_overdue_cents: Meaning(SignedCents, 'The part of it that is past its due date'),
  credit_cents: Meaning(SignedCents, 'Money of theirs that settles nothing yet'),
})

export type PaymentSettings = Static<typeof PaymentSettings>
export const PaymentSettings = Output('PaymentSettings', {
  is_credit_applied: Type.Boolean({ description: 'Credit of a customer settles their next invoices by itself' }),
})

export type PaymentSettingsChanges = Static<typeof PaymentSettingsChanges>
export const PaymentSettingsChanges = Type.Object(Type.Partial(PaymentSettings).properties, {
  title: 'PaymentSettingsChanges',
  additionalProperties: false,
  minProperties: 1,
})
