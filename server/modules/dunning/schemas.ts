import { type Static, Type } from 'typebox'
import { CustomerMailStatus } from '#modules/customer-mails/schemas.ts'
import { Day, Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output, SignedCents } from '#platform/schemas.ts'

export const Tone = OneOf('friendly', 'firm', 'final')

export type DunningStep = Static<typeof DunningStep>
export const DunningStep = Input('DunningStep', {
  days: Type.Integer({ minimum: -30, maximum: 365, description: 'After the due date; before it where negative' }),
  tone: Meaning(Tone, 'What the screens call it; the words are your own'),
  subject: Meaning(Line(200), 'May hold placeholders, such as `{seller_name}`'),
  text: Type.String({
    minLength: 1,
    maxLength: 4_000,
    pattern: '\\S',
    description: 'Its paragraphs stand above the list of invoices; may hold placeholders, no links',
  }),
})

const steps = Type.Array(DunningStep, { minItems: 1, maxItems: 6, description: 'The ladder, earliest first' })

export type DunningSettings = Static<typeof DunningSettings>
export const DunningSettings = Output('DunningSettings', {
  is_enabled: Type.Boolean({ description: 'Reminders go out by themselves each morning' }),
  steps,
  placeholders: Type.Array(Type.String(), { description: 'What subjects and texts may hold' }),
})

export type DunningSettingsChanges = Static<typeof DunningSettingsChanges>
export const DunningSettingsChanges = Type.Object(
  { is_enabled: Type.Optional(DunningSettings.properties.is_enabled), steps: Type.Optional(steps) },
  { title: 'DunningSettingsChanges', additionalProperties: false, minProperties: 1 },
)

export type DunningPreview = Static<typeof DunningPreview>
export const DunningPreview = Output('DunningPreview', {
  to: Type.String({ description: 'Whom it is made up for' }),
  subject: Type.String({ description: 'As the customer would read it' }),
  text: Type.String({ description: 'As the customer would read it' }),
  is_example: Type.Boolean({ description: 'With made-up invoices, for nothing is overdue' }),
})

const NoticeFace = {
  id: Id,
  customer_id: Id,
  tone: Meaning(Tone, 'Of the step'),
  step_days: Type.Integer({ description: 'The step of the ladder, in days after the due date' }),
  is_by_hand: Type.Boolean({ description: 'Somebody sent it; else it went by itself' }),
  notice_date: Meaning(Day, 'The day it was written'),
  amount_cents: Meaning(SignedCents, 'All that it asked for'),
  invoice_ids: Type.Array(Id, { description: 'What it listed, oldest first' }),
  recipient: Type.String({ description: 'The address it went to' }),
  subject: Type.String({ description: 'As the customer reads it' }),
  status: Meaning(CustomerMailStatus, 'What became of the mail'),
  failure: Nullable(Type.String({ description: 'Why it did not go out' })),
  sent_by: Type.String({ description: 'Who sent it; NexusCore by itself in the morning' }),
  created_at: Instant,
}
export type DunningNotice = Static<typeof DunningNotice>
export const DunningNotice = Output('DunningNotice', NoticeFace)

export type NewPause = Static<typeof NewPause>
export const NewPause = Input('NewPause', {
  until_date: Meaning(Type.Optional(Nullable(Day)), 'The last day without reminders; null or left out: until resumed'),
  reason: Meaning(Line(500), 'For yourselves; the customer never sees it'),
})

const Pause = Output('DunningPause', {
  until_date: Meaning(Nullable(Day), 'The last day without reminders; null: until somebody resumes'),
  reason: Type.String({ description: 'For yourselves' }),
  paused_by: Type.String({ description: 'Who paused' }),
  created_at: Instant,
})

const NextNotice = Output('NextDunningNotice', {
  date: Meaning(Day, 'The morning on which it would go out'),
  tone: Meaning(Tone, 'Of the step that is reached by then'),
})

export type CustomerDunning = Static<typeof CustomerDunning>
export const CustomerDunning = Output('CustomerDunning', {
  customer_id: Id,
  is_enabled: Type.Boolean({ description: 'Whether reminders go out by themselves at all' }),
  pause: Meaning(Nullable(Pause), 'Null while nobody paused their reminders'),
  amount_overdue_cents: Meaning(SignedCents, 'Past due, also what is promised or disputed'),
  next_notice: Meaning(Nullable(NextNotice), 'Null when none would come by itself'),
  days_late_median: Nullable(
    Type.Integer({ description: 'Of their last paid invoices, in days after the due date; null before the third' }),
  ),
  notices: Type.Array(DunningNotice, { description: 'Newest first, at most fifty' }),
})

export type NewPromise = Static<typeof NewPromise>
export const NewPromise = Input('NewPromise', {
  promised_date: Meaning(Day, 'When they say they will pay; no reminder comes until that day is over'),
  note: Meaning(Type.Optional(Nullable(Line(500))), 'For yourselves, such as who said so'),
})

export type PaymentPromise = Static<typeof PaymentPromise>
export const PaymentPromise = Output('PaymentPromise', {
  id: Id,
  invoice_id: Id,
  promised_date: Meaning(Day, 'When they say they will pay'),
  note: Nullable(Type.String({ description: 'For yourselves' })),
  status: Meaning(
    OneOf('open', 'kept', 'broken', 'withdrawn'),
    '`kept`: nothing is due any more; `broken`: the day passed',
  ),
  recorded_by: Type.String({ description: 'Who wrote it down' }),
  created_at: Instant,
})

export type NewDispute = Static<typeof NewDispute>
export const NewDispute = Input('NewDispute', {
  reason: Meaning(Line(1_000), 'What the customer says is wrong; they never see it'),
})
export type DisputeResolution = Static<typeof DisputeResolution>
export const DisputeResolution = Input('DisputeResolution', {
  resolution: Meaning(Line(1_000), 'How it was settled; reminders go on'),
})

export type Dispute = Static<typeof Dispute>
export const Dispute = Output('Dispute', {
  id: Id,
  invoice_id: Id,
  reason: Type.String({ description: 'What the customer says is wrong' }),
  opened_by: Type.String({ description: 'Who wrote it down' }),
  resolution: Nullable(Type.String({ description: 'How it was settled; null while it is open' })),
  resolved_at: Meaning(Nullable(Instant), 'Null while it is open'),
  created_at: Instant,
})

export type InvoiceDunning = Static<typeof InvoiceDunning>
export const InvoiceDunning = Output('InvoiceDunning', {
  invoice_id: Id,
  state: Meaning(
    OneOf('settled', 'off', 'disputed', 'promised', 'paused', 'waiting'),
    'Why no reminder lists it, or `waiting` for the next one; `settled`: nothing is due',
  ),
  promises: Type.Array(PaymentPromise, { description: 'Newest first' }),
  disputes: Type.Array(Dispute, { description: 'Newest first' }),
  notices: Type.Array(DunningNotice, { description: 'Those that listed it, newest first' }),
})
