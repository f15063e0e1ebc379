import { type Static, Type } from 'typebox'
import { ComputedDraft, NewLine } from '#modules/invoices/schemas.ts'
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
  Text,
  Version,
} from '#platform/schemas.ts'

export const recurringInvoiceStatuses = ['active', 'paused', 'ended'] as const
export type RecurringInvoiceStatus = (typeof recurringInvoiceStatuses)[number]
const Status = OneOf(...recurringInvoiceStatuses)

/** Any subset of these may stand in description, unit, reference and notes, as `{{month}}`. */
export const placeholderNames = ['period', 'previous_period', 'month', 'previous_month', 'quarter', 'year'] as const

const BillingInterval = Meaning(OneOf('week', 'month', 'quarter', 'year'), 'With `interval_count`: how often')
const IntervalCount = Type.Integer({ minimum: 1, maximum: 99, description: '2 with `week`: every second week' })
const FirstDate = Meaning(
  Day,
  'The day from which the dates are counted: what begins on the 31st comes on the last day of shorter months',
)
const EndAfterCount = Type.Integer({ minimum: 1, maximum: 9_999, description: 'Ends once so many were made' })
const EndDate = Meaning(Day, 'The last day on which one may be made')
const WhenDue = Meaning(OneOf('issue', 'draft'), 'Issues an invoice by itself, or leaves a draft for a person to issue')
const reference = 'Printed on the document; may hold placeholders'
const notes = 'Printed at the foot of the document; may hold placeholders'
const Lines = Type.Array(NewLine, {
  minItems: 1,
  maxItems: 500,
  description:
    'As on a draft. Descriptions may hold `{{period}}`, `{{previous_period}}`, `{{month}}`, `{{previous_month}}`, `{{quarter}}` and `{{year}}`',
})

export type NewRecurringInvoice = Static<typeof NewRecurringInvoice>
export const NewRecurringInvoice = Input('NewRecurringInvoice', {
  customer_id: Id,
  billing_interval: BillingInterval,
  interval_count: Meaning(Type.Optional(IntervalCount), '1 unless said otherwise'),
  first_date: Meaning(
    FirstDate,
    'The day of the first invoice, today or later; the dates after it are counted from it',
  ),
  end_after_count: Meaning(Type.Optional(Nullable(EndAfterCount)), 'Ends once so many were made; null: it does not'),
  end_date: Meaning(Type.Optional(Nullable(EndDate)), 'The last day on which one may be made; null: there is none'),
  when_due: WhenDue,
  reference: Type.Optional(Nullable(Type.String({ maxLength: 100, description: reference }))),
  notes: Meaning(Type.Optional(Nullable(Text(2000))), notes),
  lines: Lines,
})

export type RecurringInvoiceChanges = Static<typeof RecurringInvoiceChanges>
export const RecurringInvoiceChanges = Type.Object(
  {
    ...Type.Partial(NewRecurringInvoice).properties,
    first_date: Meaning(
      Type.Optional(Day),
      'The day of the next invoice; the dates after it are counted from it. Left out, another interval is counted from the next date',
    ),
  },
  { title: 'RecurringInvoiceChanges', additionalProperties: false, minProperties: 1 },
)

/** One that is not saved: for dates and totals while typing. */
export type UnsavedRecurringInvoice = Static<typeof UnsavedRecurringInvoice>
export const UnsavedRecurringInvoice = Input('UnsavedRecurringInvoice', {
  ...NewRecurringInvoice.properties,
  customer_id: Meaning(Type.Optional(Nullable(Id)), 'Null or left out while nobody is chosen'),
  first_date: Meaning(Type.Optional(Nullable(Day)), 'Null or left out: today'),
  lines: Type.Array(NewLine, { maxItems: 500, description: 'As typed so far' }),
})

const HeldReason = OneOf('customer_archived', 'customer_address_missing', 'incomplete', 'limit_reached')
export type HeldReason = Static<typeof HeldReason>

const Face = {
  id: Id,
  customer_id: Id,
  customer_name: Type.String(),
  status: Meaning(Status, '`ended` by a person or by itself; both can be resumed while a date is left'),
  billing_interval: BillingInterval,
  interval_count: IntervalCount,
  first_date: FirstDate,
  next_date: Meaning(Nullable(Day), 'When the next one is made; null while paused and when ended'),
  end_after_count: Nullable(EndAfterCount),
  end_date: Nullable(EndDate),
  when_due: WhenDue,
  currency: Currency,
  reference: Nullable(Type.String({ description: reference })),
  total_amount_cents: Meaning(SignedCents, 'Of one, with GST, at the rates of the last edit'),
  made_count: Type.Integer({ description: 'Invoices and drafts made so far; what was skipped does not count' }),
  held_reason: Meaning(
    Nullable(HeldReason),
    'Why the next one is not made though its date has come; it is tried again each hour',
  ),
  held_detail: Nullable(Type.String({ description: 'The same for a person, with what to do' })),
  paused_at: Meaning(Nullable(Instant), 'Null unless paused'),
  ended_at: Meaning(Nullable(Instant), 'Null unless ended'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
}

export type RecurringInvoiceSummary = Static<typeof RecurringInvoiceSummary>
export const RecurringInvoiceSummary = Output('RecurringInvoiceSummary', Face)

export type RecurringInvoice = Static<typeof RecurringInvoice>
export const RecurringInvoice = Output('RecurringInvoice', {
  ...Face,
  notes: Nullable(Type.String({ description: notes })),
  lines: Meaning(Lines, 'As typed: placeholders are filled when one is made'),
})

export type RecurringInvoiceQuery = Static<typeof RecurringInvoiceQuery>
export const RecurringInvoiceQuery = Input('RecurringInvoiceQuery', {
  ...ListQuery,
  status: Meaning(
    Type.Optional(OneOf(...recurringInvoiceStatuses, 'held')),
    '`held`: its date has come, and something is in the way',
  ),
  customer_id: Type.Optional(Id),
  invoice_id: Meaning(Type.Optional(Id), 'The one that made this invoice'),
})
export type RecurringInvoicePage = Static<typeof RecurringInvoicePage>
export const RecurringInvoicePage = Page('RecurringInvoicePage', RecurringInvoiceSummary)

/** What is coming: the next dates, and the next invoice as it would be on its day. */
export type RecurringInvoicePreview = Static<typeof RecurringInvoicePreview>
export const RecurringInvoicePreview = Output('RecurringInvoicePreview', {
  next_dates: Type.Array(Day, { description: 'At most twelve; of one that is paused, as if it were resumed today' }),
  reference: Nullable(Type.String({ description: 'With placeholders filled for the next date' })),
  notes: Nullable(Type.String({ description: 'With placeholders filled for the next date' })),
  invoice: Meaning(
    Nullable(ComputedDraft),
    'The next one, with placeholders filled, at the GST rates of its day; null when none comes',
  ),
})

export type RecurringInvoiceResumed = Static<typeof RecurringInvoiceResumed>
export const RecurringInvoiceResumed = Output('RecurringInvoiceResumed', {
  recurring_invoice: Meaning(RecurringInvoice, 'As it is now'),
  skipped_dates: Type.Array(Day, { description: 'What passed meanwhile; nothing is made for these' }),
})

export const RecurringInvoiceDate = Output('RecurringInvoiceDate', {
  invoice_date: Meaning(Day, 'The date it was for; an invoice made later has a later day of issue'),
  outcome: Meaning(OneOf('issued', 'drafted', 'skipped'), '`skipped`: it passed while paused or ended'),
  invoice_id: Meaning(Nullable(Id), 'Null unless issued'),
  invoice_number: Nullable(Type.String({ description: 'Null unless issued' })),
  total_amount_cents: Meaning(Nullable(SignedCents), 'Of the invoice or the draft, with GST; null without either'),
  draft_id: Meaning(Nullable(Id), 'Null unless a draft was made that is neither issued nor deleted yet'),
  created_at: Instant,
})
export type RecurringInvoiceDateQuery = Static<typeof RecurringInvoiceDateQuery>
export const RecurringInvoiceDateQuery = Input('RecurringInvoiceDateQuery', ListQuery)
export type RecurringInvoiceDatePage = Static<typeof RecurringInvoiceDatePage>
export const RecurringInvoiceDatePage = Page('RecurringInvoiceDatePage', RecurringInvoiceDate)
