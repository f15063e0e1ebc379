import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import {
  Cents,
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

export const AgreementStatus = OneOf('open', 'billed', 'ended')
export const PartKind = OneOf('deposit', 'progress', 'final')

export type NewAgreement = Static<typeof NewAgreement>
export const NewAgreement = Input('NewAgreement', {
  title: Meaning(Line(100), 'What was agreed, as it stands on every part'),
})

const Label = Meaning(Line(100), 'Of a milestone, such as `Design approved`; printed on the invoice')
export type NewPart = Static<typeof NewPart>
export const NewPart = Input('NewPart', {
  kind: Meaning(PartKind, '`final` bills all that remains; the others name `percent_bp` or `amount_cents`'),
  percent_bp: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_000, description: 'Of the agreed total; 3000 is 30 %' }),
  ),
  amount_cents: Meaning(Type.Optional(Cents), 'Before GST; in place of `percent_bp`'),
  label: Type.Optional(Label),
  due_date: Meaning(Type.Optional(Nullable(Day)), 'Null or left out: the day of issue plus the terms of the customer'),
  paid_on_date: Meaning(
    Type.Optional(Day),
    'Where the money came before the invoice: the tax point, which decides the rate of GST',
  ),
})

const AgreedLine = Output('AgreedLine', {
  description: Type.String({ description: 'What is sold' }),
  gst_code: Meaning(GstCode, 'Of the line'),
  amount_cents: Meaning(SignedCents, 'Agreed, without GST'),
  billed_cents: Meaning(SignedCents, 'Billed so far, without what was credited'),
})

const AgreementFace = {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  title: Type.String({ description: 'What was agreed' }),
  status: Meaning(AgreementStatus, '`billed`: nothing remains; `ended`: the rest is not billed'),
  currency: Currency,
  subtotal_cents: Meaning(SignedCents, 'Agreed, without GST'),
  billed_cents: Meaning(SignedCents, 'Billed so far, without GST and without what was credited'),
  remaining_cents: Meaning(SignedCents, 'Still to be billed, without GST'),
  part_count: Type.Integer({ description: 'Invoices so far' }),
  created_at: Instant,
}
export type AgreementSummary = Static<typeof AgreementSummary>
export const AgreementSummary = Output('AgreementSummary', AgreementFace)

export type AgreementPart = Static<typeof AgreementPart>
export const AgreementPart = Output('AgreementPart', {
  nth: Type.Integer({ description: 'From 1' }),
  kind: Meaning(PartKind, 'What it was billed as'),
  label: Nullable(Type.String({ description: 'Of a milestone' })),
  percent_bp: Nullable(Type.Integer({ description: 'Of the agreed total, where it was named so' })),
  invoice_id: Id,
  invoice_number: Type.String({ description: 'Of the invoice' }),
  invoice_status: Meaning(OneOf('open', 'paid', 'void', 'uncollectible'), 'Of the invoice'),
  issue_date: Meaning(Day, 'Of the invoice'),
  subtotal_cents: Meaning(SignedCents, 'Without GST'),
  total_amount_cents: Meaning(SignedCents, 'With GST'),
  billed_before_cents: Meaning(SignedCents, 'Of the agreed total, when it was issued'),
  released_cents: Meaning(SignedCents, 'Freed again by credit notes or by voiding it, without GST'),
})

export type Agreement = Static<typeof Agreement>
export const Agreement = Output('Agreement', {
  ...AgreementFace,
  reference: Nullable(Type.String({ description: 'Printed on every part, such as the order number of the customer' })),
  end_reason: Nullable(Type.String({ description: 'Why the rest is not billed; null unless ended' })),
  lines: Type.Array(AgreedLine, { description: 'As agreed' }),
  parts: Type.Array(AgreementPart, { description: 'In the order in which they were billed' }),
})

export type PartPreview = Static<typeof PartPreview>
export const PartPreview = Output('PartPreview', {
  subtotal_cents: Meaning(SignedCents, 'Without GST'),
  gst_amount_cents: Meaning(SignedCents, 'At the rates of its tax point'),
  total_amount_cents: Meaning(SignedCents, 'With GST'),
  billed_before_cents: Meaning(SignedCents, 'Without GST'),
  remaining_cents: Meaning(SignedCents, 'After this part, without GST'),
})

export type AgreementQuery = Static<typeof AgreementQuery>
export const AgreementQuery = Input('AgreementQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(AgreementStatus), 'Only those'),
  customer_id: Type.Optional(Id),
})
export type AgreementPage = Static<typeof AgreementPage>
export const AgreementPage = Page('AgreementPage', AgreementSummary)

export type AgreementEnd = Static<typeof AgreementEnd>
export const AgreementEnd = Input('AgreementEnd', {
  reason: Meaning(Line(500), 'For yourselves: why the rest is not billed'),
})
