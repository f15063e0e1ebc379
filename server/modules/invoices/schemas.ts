import { type Static, Type } from 'typebox'
import { GstCode } from '#modules/gst/schemas.ts'
import {
  Address,
  BasisPoints,
  Cents,
  Currency,
  Day,
  Id,
  Input,
  Instant,
  Line,
  ListQuery,
  Nullable,
  OneOf,
  Output,
  Page,
  Quantity,
  SignedCents,
  Text,
  Version,
} from '#platform/schemas.ts'

/** A line as a person types it; a draft may be unfinished, so even the description may still be empty. */
export type NewLine = Static<typeof NewLine>
export const NewLine = Input('NewLine', {
  description: Type.String({ maxLength: 1000 }),
  quantity: Quantity,
  unit: Type.Optional(Nullable(Type.String({ maxLength: 20 }))),
  unit_price_cents: Cents,
  discount_cents: Type.Optional(Cents),
  gst_code: Type.Optional(Nullable(GstCode)),
})

export type NewDraft = Static<typeof NewDraft>
export const NewDraft = Input('NewDraft', {
  customer_id: Id,
  currency: Type.Optional(OneOf('SGD')),
  due_date: Type.Optional(Nullable(Day)),
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
  notes: Type.Optional(Nullable(Text(2000))),
  lines: Type.Array(NewLine, { maxItems: 500 }),
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
  customer_id: Type.Optional(Nullable(Id)),
})

const ComputedLine = {
  description: Type.String(),
  quantity: Type.String(),
  unit: Nullable(Type.String()),
  unit_price_cents: Cents,
  discount_cents: Cents,
  gst_code: GstCode,
  gst_rate_bp: BasisPoints,
  amount_cents: SignedCents,
}

export const GstGroup = Output('GstGroup', {
  gst_code: GstCode,
  gst_rate_bp: BasisPoints,
  taxable_cents: SignedCents,
  gst_cents: SignedCents,
})

const Totals = {
  gst_breakdown: Type.Array(GstGroup),
  subtotal_cents: SignedCents,
  gst_amount_cents: SignedCents,
  total_amount_cents: SignedCents,
}

/** What still keeps a draft from being issued, as the problem's `errors` would list it. */
const Missing = Type.Array(
  Output('MissingField', { pointer: Type.String(), code: Type.String(), detail: Type.String() }),
)

export type ComputedDraft = Static<typeof ComputedDraft>
export const ComputedDraft = Output('ComputedDraft', {
  kind: OneOf('tax_invoice', 'invoice'),
  issue_date: Day,
  due_date: Day,
  lines: Type.Array(Output('ComputedLine', ComputedLine)),
  ...Totals,
  missing: Missing,
})

export type Draft = Static<typeof Draft>
export const Draft = Output('Draft', {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  currency: Currency,
  due_date: Nullable(Day),
  reference: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  lines: Type.Array(Output('ComputedLine', ComputedLine)),
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
  reference: Nullable(Type.String()),
  currency: Currency,
  due_date: Nullable(Day),
  total_amount_cents: SignedCents,
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
  uen: Nullable(Type.String()),
  gst_reg_no: Nullable(Type.String()),
  email: Nullable(Type.String()),
  address: Nullable(Address),
})

export const invoiceStatuses = ['open', 'paid', 'void', 'uncollectible'] as const
export const InvoiceStatus = OneOf(...invoiceStatuses)

const InvoiceFace = {
  id: Id,
  number: Type.String(),
  kind: OneOf('tax_invoice', 'invoice'),
  status: InvoiceStatus,
  is_overdue: Type.Boolean(),
  customer_id: Id,
  currency: Currency,
  issue_date: Day,
  due_date: Day,
  reference: Nullable(Type.String()),
  subtotal_cents: SignedCents,
  gst_amount_cents: SignedCents,
  total_amount_cents: SignedCents,
  amount_paid_cents: SignedCents,
  amount_credited_cents: SignedCents,
  amount_due_cents: SignedCents,
  created_at: Instant,
}

export type InvoiceSummary = Static<typeof InvoiceSummary>
export const InvoiceSummary = Output('InvoiceSummary', { ...InvoiceFace, customer_name: Type.String() })

export type Invoice = Static<typeof Invoice>
export const Invoice = Output('Invoice', {
  ...InvoiceFace,
  seller: Party,
  buyer: Party,
  tax_point_date: Day,
  notes: Nullable(Type.String()),
  voided_at: Nullable(Instant),
  void_reason: Nullable(Type.String()),
  lines: Type.Array(Output('InvoiceLine', { position: Type.Integer(), ...ComputedLine })),
  gst_breakdown: Type.Array(GstGroup),
})

const InvoiceFilter = {
  status: Type.Optional(OneOf(...invoiceStatuses, 'overdue')),
  customer_id: Type.Optional(Id),
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
  sort: Type.Optional(
    OneOf('-issue_date', 'issue_date', '-due_date', 'due_date', '-total_amount_cents', 'total_amount_cents'),
  ),
})
export type InvoicePage = Static<typeof InvoicePage>
export const InvoicePage = Page('InvoicePage', InvoiceSummary)

export type InvoiceTotalsQuery = Static<typeof InvoiceTotalsQuery>
export const InvoiceTotalsQuery = Input('InvoiceTotalsQuery', InvoiceFilter)
export type InvoiceTotals = Static<typeof InvoiceTotals>
/** Sums over the same filter as the list; void invoices count in `count` only. */
export const InvoiceTotals = Output('InvoiceTotals', {
  count: Type.Integer(),
  total_amount_cents: SignedCents,
  amount_paid_cents: SignedCents,
  amount_due_cents: SignedCents,
})

export type VoidReason = Static<typeof VoidReason>
export const VoidReason = Input('VoidReason', { reason: Line(500) })
