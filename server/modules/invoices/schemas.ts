import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import {
  Address,
  BasisPoints,
  Cents,
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
  Quantity,
  SignedCents,
  Text,
  Version,
} from '#platform/schemas.ts'
import { InvoiceProgress } from './progress.ts'

const reference = 'Printed on the document, such as the order number of the customer'
const notes = 'Printed at the foot of the document'

/** A line as a person types it; a draft may be unfinished, so even the description may still be empty. */
export type NewLine = Static<typeof NewLine>
export const NewLine = Input('NewLine', {
  description: Type.String({ maxLength: 1000, description: 'What is sold; may have several lines' }),
  quantity: Quantity,
  unit: Type.Optional(
    Nullable(Type.String({ maxLength: 20, description: 'Printed after the quantity, such as `hour`' })),
  ),
  unit_price_cents: Meaning(Cents, 'Before discount and GST'),
  discount_cents: Meaning(Type.Optional(Cents), 'Off the whole line, not each unit'),
  gst_code: Meaning(
    Type.Optional(Nullable(GstCode)),
    'One of `GET /gst/codes`; left out: `SR`, or `NG` from a seller who is not registered',
  ),
})

/** The days that a line of a subscription is for: from the first to the day after the last. */
export type IssuedLine = NewLine & { service_from_date?: string; service_to_date?: string }

export type NewDraft = Static<typeof NewDraft>
export const NewDraft = Input('NewDraft', {
  customer_id: Id,
  currency: Meaning(Type.Optional(OneOf('SGD')), 'Of all amounts'),
  due_date: Meaning(Type.Optional(Nullable(Day)), 'Null or left out: the day of issue plus the terms of the customer'),
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
  notes: Meaning(Type.Optional(Nullable(Text(2000))), notes),
  lines: Type.Array(NewLine, { maxItems: 500, description: 'In the order in which they are printed' }),
})

export type DraftChanges = Static<typeof DraftChanges>
export const DraftChanges = Type.Object(Type.Partial(NewDraft).properties, {
  title: 'DraftChanges',
  additionalProperties: false,
  minProperties: 1,
})

/** A draft that is not saved: for totals while typing. */
export type DraftPreview = Static<typeof DraftPreview>
export const DraftPreview = Input('DraftPreview', {
  ...NewDraft.properties,
  customer_id: Meaning(Type.Optional(Nullable(Id)), 'Null or left out while nobody is chosen'),
  draft_id: Meaning(
    Type.Optional(Id),
    'The draft that is being edited: what a renewal run put on it is taxed by its days of service',
  ),
})

const ComputedLine = {
  description: Type.String({ description: 'What is sold' }),
  quantity: Type.String({ description: 'A decimal as text, such as `1.5`' }),
  unit: Nullable(Type.String({ description: 'Printed after the quantity, such as `hour`' })),
  unit_price_cents: Meaning(Cents, 'Before discount and GST'),
  discount_cents: Meaning(Cents, 'Off the whole line, not each unit'),
  gst_code: Meaning(GstCode, 'What `GET /gst/codes` explains'),
  gst_rate_bp: BasisPoints,
  amount_cents: Meaning(SignedCents, 'Quantity times price, half-up to the cent, less the discount; without GST'),
}

export const GstGroup = Output('GstGroup', {
  gst_code: Meaning(GstCode, 'Of all lines in this group'),
  gst_rate_bp: BasisPoints,
  taxable_cents: Meaning(SignedCents, 'Sum of the lines with this code and rate'),
  gst_cents: Meaning(SignedCents, 'Rate times that sum, half-up to the cent'),
})

const Sums = {
  subtotal_cents: Meaning(SignedCents, 'All lines, without GST'),
  gst_amount_cents: Meaning(SignedCents, 'Sum of `gst_breakdown`'),
  total_amount_cents: Meaning(SignedCents, 'With GST'),
}

const GstBreakdown = Type.Array(GstGroup, { description: 'GST once for each code and rate' })
const Totals = { gst_breakdown: GstBreakdown, ...Sums }

/** What still keeps a draft from being issued, as the problem's `errors` would list it. */
const Missing = Type.Array(
  Output('MissingField', {
    pointer: Type.String({ description: 'JSON pointer into the draft' }),
    code: Type.String({ description: 'For programs: `required`, `too_large` and the like' }),
    detail: Type.String({ description: 'For a person: what to do about it' }),
  }),
  { description: 'What still keeps it from being issued; empty when nothing does' },
)

const Lines = Type.Array(Output('ComputedLine', ComputedLine), {
  description: 'With their amounts at the rates of today',
})
const DraftKind = OneOf('tax_invoice', 'invoice')
const InvoiceKind = OneOf('tax_invoice', 'invoice', 'debit_note')

export type ComputedDraft = Static<typeof ComputedDraft>
export const ComputedDraft = Output('ComputedDraft', {
  kind: Meaning(DraftKind, 'What would be issued today'),
  issue_date: Meaning(Day, 'Today, by the calendar of the organisation'),
  due_date: Meaning(Day, 'As asked for, or by the terms of the customer'),
  lines: Lines,
  ...Totals,
  missing: Missing,
})

const IssuesOnDate = Meaning(Nullable(Day), 'When it is issued by itself; null unless a renewal run made it')

const DraftDueDate = Meaning(Nullable(Day), 'Null: the day of issue plus the terms of the customer')

export type Draft = Static<typeof Draft>
export const Draft = Output('Draft', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  currency: Currency,
  due_date: DraftDueDate,
  issues_on_date: IssuesOnDate,
  subscription_ids: Type.Array(Id, { description: 'The subscriptions whose periods it bills' }),
  reference: Nullable(Type.String({ description: reference })),
  notes: Nullable(Type.String({ description: notes })),
  lines: Lines,
  ...Totals,
  missing: Missing,
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export const DraftSummary = Output('DraftSummary', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  reference: Nullable(Type.String({ description: reference })),
  currency: Currency,
  due_date: DraftDueDate,
  issues_on_date: IssuesOnDate,
  total_amount_cents: Meaning(SignedCents, 'With GST, at the rates of the last edit'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export type DraftQuery = Static<typeof DraftQuery>
export const DraftQuery = Input('DraftQuery', { ...ListQuery, customer_id: Type.Optional(Id) })
export type DraftPage = Static<typeof DraftPage>
export const DraftPage = Page('DraftPage', DraftSummary)

/** Seller or buyer as printed on the document, frozen at issue. */
export type Party = Static<typeof Party>
export const Party = Output('Party', {
  name: Type.String(),
  uen: Nullable(Type.String({ description: 'Unique Entity Number' })),
  gst_reg_no: Nullable(Type.String({ description: 'GST registration number; null when not registered on that day' })),
  email: Nullable(Type.String()),
  address: Nullable(Address),
})

export const invoiceStatuses = ['open', 'paid', 'void', 'uncollectible'] as const
export const InvoiceStatus = OneOf(...invoiceStatuses)

const InvoiceFace = {
  id: Id,
  number: Type.String({ description: 'Without gaps within its year, such as `INV-2026-00007`' }),
  kind: Meaning(InvoiceKind, 'A seller who is registered for GST issues tax invoices; a debit note adds to an invoice'),
  status: Meaning(InvoiceStatus, '`open` until all is paid; overdue is told by `is_overdue`'),
  is_overdue: Type.Boolean({ description: 'Open, and the due date is past by the calendar of the organisation' }),
  customer_id: Id,
  currency: Currency,
  issue_date: Meaning(Day, 'The day it was issued, by the calendar of the organisation'),
  due_date: Meaning(Day, 'The last day to pay'),
  reference: Nullable(Type.String({ description: reference })),
  ...Sums,
  amount_paid_cents: Meaning(SignedCents, 'Payments set against it so far'),
  amount_credited_cents: Meaning(SignedCents, 'Credit notes against it so far'),
  amount_written_off_cents: Meaning(SignedCents, 'Given up; 0 unless it is `uncollectible`'),
  amount_due_cents: Meaning(SignedCents, 'Still to be paid; 0 when void or written off'),
  created_at: Instant,
}

export type InvoiceSummary = Static<typeof InvoiceSummary>
export const InvoiceSummary = Output('InvoiceSummary', { ...InvoiceFace, customer_name: Type.String() })

export type Invoice = Static<typeof Invoice>
export const Invoice = Output('Invoice', {
  ...InvoiceFace,
  seller: Meaning(Party, 'The organisation, as it was on the day of issue'),
  buyer: Meaning(Party, 'The customer, as they were on the day of issue'),
  subscription_id: Meaning(Nullable(Id), 'The subscription that it bills, where it bills one alone'),
  subscription_ids: Type.Array(Id, {
    description: 'All subscriptions that it bills; several where a run bills by customer',
  }),
  tax_point_date: Meaning(
    Day,
    'Decides the rates of GST: the day of issue, of the invoice which it corrects, or of money that came before',
  ),
  corrects_invoice_id: Meaning(Nullable(Id), 'Null unless it is a debit note'),
  correction_reason: Nullable(Type.String({ description: 'Null unless it is a debit note; printed on it' })),
  notes: Nullable(Type.String({ description: notes })),
  progress: Meaning(Nullable(InvoiceProgress), 'Null unless it bills a part of an agreed total; printed on it'),
  voided_at: Meaning(Nullable(Instant), 'Null unless void'),
  void_reason: Nullable(Type.String({ description: 'Null unless void; printed on the document' })),
  written_off_at: Meaning(Nullable(Instant), 'Null unless written off'),
  write_off_reason: Nullable(Type.String({ description: 'Null unless written off; never printed' })),
  lines: Type.Array(
    Output('InvoiceLine', {
      position: Type.Integer({ description: 'From 1, as printed' }),
      ...ComputedLine,
      service_from_date: Meaning(Nullable(Day), 'The first day of service, on lines of subscriptions'),
      service_to_date: Meaning(Nullable(Day), 'The day after the last'),
    }),
    { description: 'As printed' },
  ),
  gst_breakdown: GstBreakdown,
})

const InvoiceFilter = {
  status: Meaning(Type.Optional(OneOf(...invoiceStatuses, 'overdue')), '`overdue`: open and past the due date'),
  sent: Meaning(Type.Optional(OneOf('no', 'yes')), '`no`: no mail that arrived and no mark; without void ones'),
  customer_id: Type.Optional(Id),
  subscription_id: Meaning(Type.Optional(Id), 'Only what bills this subscription, alone or among others'),
  from: Type.Optional(Type.String({ format: 'date', description: 'First issue date' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'Last issue date' })),
  due_from: Type.Optional(Type.String({ format: 'date', description: 'First due date' })),
  due_to: Type.Optional(Type.String({ format: 'date', description: 'Last due date' })),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a number, customer or reference' })),
}
export type InvoiceQuery = Static<typeof InvoiceQuery>
export const InvoiceQuery = Input('InvoiceQuery', {
  ...ListQuery,
  ...InvoiceFilter,
  sort: Meaning(
    Type.Optional(
      OneOf('-issue_date', 'issue_date', '-due_date', 'due_date', '-total_amount_cents', 'total_amount_cents'),
    ),
    'A minus is descending; newest first by default',
  ),
})
export type InvoicePage = Static<typeof InvoicePage>
export const InvoicePage = Page('InvoicePage', InvoiceSummary)

export type InvoiceTotalsQuery = Static<typeof InvoiceTotalsQuery>
export const InvoiceTotalsQuery = Input('InvoiceTotalsQuery', InvoiceFilter)
export type InvoiceTotals = Static<typeof InvoiceTotals>
/** Sums over the same filter as the list; void invoices count in `count` only. */
export const InvoiceTotals = Output('InvoiceTotals', {
  count: Type.Integer({ description: 'Invoices that the filter shows, void ones too' }),
  total_amount_cents: Meaning(SignedCents, 'With GST, without void invoices'),
  amount_paid_cents: Meaning(SignedCents, 'Payments set against them so far'),
  amount_due_cents: Meaning(SignedCents, 'Still to be paid'),
})

export type VoidReason = Static<typeof VoidReason>
export const VoidReason = Input('VoidReason', {
  reason: Meaning(Line(500), 'Kept with the invoice, and printed on it'),
})

export type WriteOffReason = Static<typeof WriteOffReason>
export const WriteOffReason = Input('WriteOffReason', {
  reason: Meaning(Line(500), 'Kept with the invoice; the customer never sees it'),
})

export type InvoiceSending = Static<typeof InvoiceSending>
export const InvoiceSending = Input('InvoiceSending', {
  to: Meaning(Type.Optional(Email), 'The address of the customer unless you name another'),
})

/** More is owed for an invoice than it says: one more document, which names it. */
export type NewDebitNote = Static<typeof NewDebitNote>
export const NewDebitNote = Input('NewDebitNote', {
  reason: Meaning(Line(500), 'Printed on the document'),
  due_date: Meaning(Type.Optional(Nullable(Day)), 'Null or left out: the day of issue plus the terms of the customer'),
  lines: Type.Array(NewLine, {
    minItems: 1,
    maxItems: 500,
    description: 'What is owed beside; GST at the rates of the invoice',
  }),
})
