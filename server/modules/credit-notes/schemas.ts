import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import { GstGroup, Party } from '#modules/invoices/schemas.ts'
import {
  BasisPoints,
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
  Output,
  Page,
  Quantity,
  SignedCents,
} from '#platform/schemas.ts'

export type CreditedLine = Static<typeof CreditedLine>
export const CreditedLine = Input('CreditedLine', {
  position: Type.Integer({ minimum: 1, maximum: 500, description: 'Of the line on the invoice' }),
  quantity: Meaning(Type.Optional(Quantity), 'How much of the line is credited; or say `amount_cents`'),
  amount_cents: Meaning(Type.Optional(Cents), 'What is taken off the line, without GST; or say `quantity`'),
})

/** Neither `lines` nor `amount_cents`: all that is left of the invoice. */
export type NewCreditNote = Static<typeof NewCreditNote>
export const NewCreditNote = Input('NewCreditNote', {
  invoice_id: Id,
  reason: Meaning(Line(500), 'Printed on the document; PINT-SG and IRAS want one'),
  lines: Type.Optional(Type.Array(CreditedLine, { minItems: 1, maxItems: 500, description: 'Which lines, each once' })),
  amount_cents: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000_000_000_000,
      description: 'With GST, spread over what is left of all lines; in place of `lines`',
    }),
  ),
})

const Face = {
  id: Id,
  number: Type.String({ description: 'Without gaps within its year, such as `CN-2026-00003`' }),
  invoice_id: Id,
  invoice_number: Type.String({ description: 'Of the invoice that it corrects' }),
  invoice_issue_date: Meaning(Day, 'Of the invoice that it corrects'),
  customer_id: Id,
  currency: Currency,
  issue_date: Meaning(Day, 'The day it was issued; its GST belongs to the return of this day'),
  reason: Type.String({ description: 'Printed on the document' }),
  subtotal_cents: Meaning(SignedCents, 'All lines, without GST'),
  gst_amount_cents: Meaning(SignedCents, 'Sum of `gst_breakdown`'),
  total_amount_cents: Meaning(SignedCents, 'With GST: by so much less is owed on the invoice'),
  amount_released_cents: Meaning(
    SignedCents,
    'What had been paid of it: credit of the customer since, to be refunded or used',
  ),
  created_at: Instant,
}

export type CreditNoteSummary = Static<typeof CreditNoteSummary>
export const CreditNoteSummary = Output('CreditNoteSummary', { ...Face, customer_name: Type.String() })

export type CreditNoteLine = Static<typeof CreditNoteLine>
const CreditNoteLine = Output('CreditNoteLine', {
  position: Type.Integer({ description: 'From 1, as printed' }),
  invoice_position: Type.Integer({ description: 'Of the line on the invoice' }),
  description: Type.String({ description: 'As on the invoice' }),
  quantity: Nullable(Type.String({ description: 'A decimal as text; null when an amount was credited' })),
  unit: Nullable(Type.String({ description: 'As on the invoice' })),
  gst_code: Meaning(GstCode, 'As on the invoice'),
  gst_rate_bp: BasisPoints,
  amount_cents: Meaning(SignedCents, 'What is taken off the line, without GST'),
  service_from_date: Meaning(Nullable(Day), 'As on the invoice'),
  service_to_date: Meaning(Nullable(Day), 'The day after the last'),
})

export type CreditNote = Static<typeof CreditNote>
export const CreditNote = Output('CreditNote', {
  ...Face,
  seller: Meaning(Party, 'The organisation, as it was on the day of issue'),
  buyer: Meaning(Party, 'The customer, as they were on the day of the invoice'),
  lines: Type.Array(CreditNoteLine, { description: 'As printed' }),
  gst_breakdown: Type.Array(GstGroup, { description: 'GST once for each code and rate, at the rates of the invoice' }),
})

/** What a credit note would come to; nothing is written. */
export type CreditNotePreview = Static<typeof CreditNotePreview>
export const CreditNotePreview = Output('CreditNotePreview', {
  subtotal_cents: Face.subtotal_cents,
  gst_amount_cents: Face.gst_amount_cents,
  total_amount_cents: Face.total_amount_cents,
  amount_released_cents: Face.amount_released_cents,
  left_cents: Meaning(SignedCents, 'With GST: what could be credited at most'),
  lines: Type.Array(CreditNoteLine, { description: 'As they would be printed' }),
  gst_breakdown: Type.Array(GstGroup, { description: 'GST once for each code and rate, at the rates of the invoice' }),
})

export type CreditNoteQuery = Static<typeof CreditNoteQuery>
export const CreditNoteQuery = Input('CreditNoteQuery', {
  ...ListQuery,
  invoice_id: Type.Optional(Id),
  customer_id: Type.Optional(Id),
  from: Type.Optional(Type.String({ format: 'date', description: 'First issue date' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last issue date' })),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a number or customer' })),
})
export type CreditNotePage = Static<typeof CreditNotePage>
export const CreditNotePage = Page('CreditNotePage', CreditNoteSummary)
