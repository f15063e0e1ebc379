import { type Static, Type } from 'typebox'
import { Currency, Day, Id, Meaning, OneOf, Output, SignedCents } from '#platform/schemas.ts'

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
