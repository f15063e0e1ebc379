import { type Static, Type } from 'typebox'
import { ComputedDraft, GstGroup, NewLine, Party } from '#modules/invoices/schemas.ts'
import {
  Currency,
  Day,
  Email,
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
  Text,
  Version,
} from '#platform/schemas.ts'

export const quotationStatuses = ['draft', 'sent', 'accepted', 'declined', 'withdrawn'] as const
export type QuotationStatus = (typeof quotationStatuses)[number]
const Status = OneOf(...quotationStatuses)

const reference = 'Printed on the document, such as the number of the request'
const notes = 'Printed at the foot of the document: terms, delivery, what is not included'
const Lines = Type.Array(NewLine, { maxItems: 500, description: 'In the order in which they are printed' })

/** To a lead or to a customer, one of the two. */
export type NewQuotation = Static<typeof NewQuotation>
export const NewQuotation = Input('NewQuotation', {
  customer_id: Meaning(Type.Optional(Nullable(Id)), 'Whom it is for, where they are a customer'),
  lead_id: Meaning(Type.Optional(Nullable(Id)), 'Whom it is for, where they are a lead; name one of the two'),
  valid_until: Meaning(
    Type.Optional(Nullable(Day)),
    'The last day on which it can be accepted; null: 30 days after it is sent',
  ),
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
  notes: Meaning(Type.Optional(Nullable(Text(2000))), notes),
  lines: Lines,
})

export type QuotationChanges = Static<typeof QuotationChanges>
export const QuotationChanges = Type.Object(
  Type.Partial(Type.Pick(NewQuotation, ['valid_until', 'reference', 'notes', 'lines'])).properties,
  { title: 'QuotationChanges', additionalProperties: false, minProperties: 1 },
)

const Face = {
  id: Id,
  number: Meaning(Nullable(Type.String()), 'Given when it is sent, such as `QUO-2026-00007`; null before'),
  status: Meaning(Status, '`sent` until it is answered; what is past its last day is told by `is_expired`'),
  is_expired: Type.Boolean({ description: 'Sent, and its last day is past by the calendar of the organisation' }),
  customer_id: Meaning(Nullable(Id), 'Null while it is for a lead who is no customer yet'),
  lead_id: Meaning(Nullable(Id), 'The lead it was made for, also once they are a customer'),
  recipient_name: Type.String({ description: 'The company, or the person where there is none' }),
  currency: Currency,
  valid_until: Meaning(
    Nullable(Day),
    'The last day on which it can be accepted; null on a draft: 30 days after it is sent',
  ),
  reference: Nullable(Type.String({ description: reference })),
  subtotal_cents: Meaning(SignedCents, 'All lines, without GST'),
  gst_amount_cents: Meaning(SignedCents, 'Sum of `gst_breakdown`'),
  total_amount_cents: Meaning(
    SignedCents,
    'With GST, at the rates of the day it was sent; on a draft of the last edit',
  ),
  sent_at: Meaning(Nullable(Instant), 'When it was sent first'),
  answered_at: Meaning(Nullable(Instant), 'When it was accepted or declined'),
  invoice_draft_id: Meaning(
    Nullable(Id),
    'The draft that was made of it; null before, and once that is issued or deleted',
  ),
  invoice_id: Meaning(Nullable(Id), 'The invoice that was issued from that draft'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
}

export type QuotationSummary = Static<typeof QuotationSummary>
export const QuotationSummary = Output('QuotationSummary', Face)

export type Quotation = Static<typeof Quotation>
export const Quotation = Output('Quotation', {
  ...Face,
  seller: Meaning(Party, 'The organisation, as it was when it was sent'),
  buyer: Meaning(Party, 'Whom it is for, as they were when it was sent'),
  notes: Nullable(Type.String({ description: notes })),
  lines: ComputedDraft.properties.lines,
  gst_breakdown: Type.Array(GstGroup, { description: 'GST once for each code and rate' }),
  missing: ComputedDraft.properties.missing,
  sent_to: Meaning(Nullable(Type.String()), 'The address of the last mail with it'),
  seen_at: Meaning(Nullable(Instant), 'When somebody from outside first looked at its page'),
  last_seen_at: Meaning(Nullable(Instant), 'When somebody from outside last looked at its page'),
  answered_by: Meaning(Nullable(Type.String()), 'The name of who accepted or declined it, as they gave it'),
  decline_reason: Nullable(Type.String({ description: 'Null unless it was declined with a reason' })),
  replaces_quotation_id: Meaning(Nullable(Id), 'The quotation that it revises; withdrawn when this one is sent'),
  public_url: Meaning(Nullable(Type.String()), 'The page where it can be accepted; null on a draft'),
})

export type QuotationPreview = Static<typeof QuotationPreview>
/** One that is not saved: for totals while typing. */
export const QuotationPreview = Input('QuotationPreview', {
  customer_id: Meaning(Type.Optional(Nullable(Id)), 'Null or left out while nobody is chosen'),
  lead_id: Meaning(Type.Optional(Nullable(Id)), 'Null or left out while nobody is chosen'),
  lines: Lines,
})
export type QuotationTotals = Static<typeof QuotationTotals>
export const QuotationTotals = Output('QuotationTotals', {
  lines: ComputedDraft.properties.lines,
  gst_breakdown: ComputedDraft.properties.gst_breakdown,
  subtotal_cents: Meaning(SignedCents, 'All lines, without GST'),
  gst_amount_cents: Meaning(SignedCents, 'Sum of `gst_breakdown`'),
  total_amount_cents: Meaning(SignedCents, 'With GST'),
  missing: ComputedDraft.properties.missing,
})

export type QuotationQuery = Static<typeof QuotationQuery>
export const QuotationQuery = Input('QuotationQuery', {
  ...ListQuery,
  status: Meaning(
    Type.Optional(OneOf(...quotationStatuses, 'open', 'expired')),
    '`open`: sent and still to be answered; `expired`: sent, and its last day is past',
  ),
  customer_id: Type.Optional(Id),
  lead_id: Meaning(Type.Optional(Id), 'Also those of leads that were merged into this one'),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a number, a recipient or a reference' })),
})
export type QuotationPage = Static<typeof QuotationPage>
export const QuotationPage = Page('QuotationPage', QuotationSummary)

export type QuotationSending = Static<typeof QuotationSending>
export const QuotationSending = Input('QuotationSending', {
  to: Meaning(
    Type.Optional(Nullable(Email)),
    'Left out: the address of the customer or lead; null: no mail, for you hand over the link yourself',
  ),
})

export type QuotationAcceptance = Static<typeof QuotationAcceptance>
export const QuotationAcceptance = Input('QuotationAcceptance', {
  name: Meaning(Line(120), 'Who accepts'),
})
export type QuotationRefusal = Static<typeof QuotationRefusal>
export const QuotationRefusal = Input('QuotationRefusal', {
  name: Meaning(Type.Optional(Line(120)), 'Who declines'),
  reason: Meaning(Type.Optional(Line(500)), 'Shown to the seller'),
})

export const ByQuotationToken = Type.Object({
  token: Type.String({ maxLength: 200, description: 'From the mail that brought the quotation' }),
})

/** What its recipient sees. */
export type PublicQuotation = Static<typeof PublicQuotation>
export const PublicQuotation = Output('PublicQuotation', {
  number: Type.String({ description: 'As printed' }),
  status: Meaning(OneOf('open', 'expired', 'accepted', 'declined', 'withdrawn'), '`open`: it can be answered'),
  seller: Meaning(Party, 'Who offers'),
  buyer: Meaning(Party, 'Whom it is for'),
  currency: Currency,
  issue_date: Meaning(Day, 'The day it was sent'),
  valid_until: Meaning(Day, 'The last day on which it can be accepted'),
  reference: Nullable(Type.String({ description: reference })),
  notes: Nullable(Type.String({ description: notes })),
  lines: ComputedDraft.properties.lines,
  gst_breakdown: ComputedDraft.properties.gst_breakdown,
  subtotal_cents: Meaning(SignedCents, 'All lines, without GST'),
  gst_amount_cents: Meaning(SignedCents, 'Sum of `gst_breakdown`'),
  total_amount_cents: Meaning(SignedCents, 'With GST'),
  answered_at: Meaning(Nullable(Instant), 'When it was accepted or declined'),
  answered_by: Meaning(Nullable(Type.String()), 'The name of who answered, as they gave it'),
})
