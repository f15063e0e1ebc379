import { type Static, Type } from 'typebox'
import { Party } from '#modules/invoices/schemas.ts'
import { Currency, Day, Email, Id, Input, Meaning, Nullable, OneOf, Output, SignedCents } from '#platform/schemas.ts'

const Range = {
  from: Type.Optional(
    Type.String({ format: 'date', description: 'First day; three months before the last unless you say' }),
  ),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last day; today unless you say otherwise' })),
}
export type StatementQuery = Static<typeof StatementQuery>
export const StatementQuery = Input('StatementQuery', Range)

export const StatementPdfQuery = Input('StatementPdfQuery', {
  ...Range,
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  download: Meaning(Type.Optional(OneOf('1')), 'To be saved rather than shown'),
})

export type StatementSending = Static<typeof StatementSending>
export const StatementSending = Input('StatementSending', {
  ...Range,
  recipient: Meaning(Type.Optional(Email), 'The address of the customer unless you name another'),
})

export const statementLineKinds = [
  'invoice',
  'debit_note',
  'credit_note',
  'payment',
  'payment_reversed',
  'refund',
  'invoice_voided',
  'written_off',
] as const

export type StatementLine = Static<typeof StatementLine>
export const StatementLine = Output('StatementLine', {
  date: Meaning(Day, 'When it counts'),
  kind: Meaning(OneOf(...statementLineKinds), 'What happened'),
  source_id: Meaning(Id, 'The invoice, debit note, credit note, payment or refund'),
  number: Nullable(Type.String({ description: 'Of the document, or the reference of the payment' })),
  amount_cents: Meaning(SignedCents, 'More owed, or less where negative'),
  balance_cents: Meaning(SignedCents, 'Owed after it'),
})

export type Ageing = Static<typeof Ageing>
export const Ageing = Output('Ageing', {
  not_due_cents: Meaning(SignedCents, 'Not due yet on the last day'),
  days_1_30_cents: Meaning(SignedCents, 'Up to 30 days late'),
  days_31_60_cents: Meaning(SignedCents, '31 to 60 days late'),
  days_61_90_cents: Meaning(SignedCents, '61 to 90 days late'),
  days_over_90_cents: Meaning(SignedCents, 'More than 90 days late'),
})

export type Statement = Static<typeof Statement>
export const Statement = Output('Statement', {
  customer_id: Id,
  currency: Currency,
  seller: Meaning(Party, 'As it is today'),
  customer: Meaning(Party, 'As they are today'),
  from_date: Meaning(Day, 'The first day'),
  to_date: Meaning(Day, 'The last day'),
  opening_balance_cents: Meaning(SignedCents, 'Owed before the first day; negative: we owe the customer'),
  lines: Type.Array(StatementLine, { description: 'In order of days' }),
  closing_balance_cents: Meaning(SignedCents, 'Owed at the end of the last day'),
  ageing: Meaning(Ageing, 'What was due on open invoices on the last day, by how late it was'),
  credit_cents: Meaning(SignedCents, 'Money of the customer that settled nothing on the last day'),
})
