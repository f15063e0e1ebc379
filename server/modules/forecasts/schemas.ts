import { type Static, Type } from 'typebox'
import { Currency, Day, Id, Meaning, Nullable, OneOf, Output, SignedCents } from '#platform/schemas.ts'

const Days = (description: string) => Nullable(Type.Integer({ description }))

const Habit = {
  paid_count: Type.Integer({ description: 'Paid invoices that it was learned from, at most the last 24' }),
  days_late_median: Days('Days after the due date, in the middle; below 0 is before it; null before the third'),
  days_late_low: Days('A quarter were paid so early or earlier; null before the third'),
  days_late_high: Days('A quarter were paid so late or later; null before the third'),
}

/** When a customer usually pays, by what they paid before. */
export type PaymentHabit = Static<typeof PaymentHabit>
export const PaymentHabit = Output('PaymentHabit', {
  customer_id: Id,
  ...Habit,
  of_all: Meaning(Output('HabitOfAll', Habit), 'Of all your customers; stands in for one who is new'),
  words: Type.String({ description: 'The same as a sentence' }),
})

export const basis = ['promise', 'customer', 'all', 'terms', 'disputed', 'beyond', 'settled'] as const
export type Basis = (typeof basis)[number]

export type ExpectedPayment = Static<typeof ExpectedPayment>
export const ExpectedPayment = Output('ExpectedPayment', {
  invoice_id: Id,
  expected_date: Meaning(
    Nullable(Day),
    'When the money is likely to come; null where nobody can tell, or nothing is due',
  ),
  basis: Meaning(
    OneOf(...basis),
    'What it rests on: `promise`, the habit of the `customer` or of `all`, the `terms` while nobody has paid; or why there is no day',
  ),
  days_late: Days('Days after the due date that this would be; null without a day'),
  words: Type.String({ description: 'Why this day' }),
})

export type ExpectedCash = Static<typeof ExpectedCash>
const Expected = {
  amount_cents: Meaning(SignedCents, 'Due on invoices that are likely to be paid then'),
  count: Type.Integer({ description: 'Invoices' }),
}
export const ExpectedCash = Output('ExpectedCash', {
  as_of_date: Meaning(Day, 'Today, by the calendar of the organisation'),
  currency: Currency,
  weeks: Type.Array(
    Output('ExpectedWeek', {
      from_date: Meaning(Day, 'A Monday; of the first week, today'),
      to_date: Meaning(Day, 'The Sunday'),
      ...Expected,
    }),
    { description: 'This week and the seven after it' },
  ),
  later: Meaning(Output('ExpectedLater', Expected), 'After those weeks'),
  unknown: Meaning(
    Output('ExpectedUnknown', Expected),
    'Disputed, or later than anybody was before: no day can be told',
  ),
  late_payers: Type.Array(
    Output('LatePayer', {
      customer_id: Id,
      customer_name: Type.String(),
      days_late_median: Type.Integer({ description: 'How late they usually pay' }),
      paid_count: Type.Integer({ description: 'From how many invoices' }),
      amount_due_cents: Meaning(SignedCents, 'What they owe'),
    }),
    { description: 'Who owes something and usually pays late, the latest first; at most five' },
  ),
})
