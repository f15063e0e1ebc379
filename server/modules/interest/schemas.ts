import { type Static, Type } from 'typebox'
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
} from '#platform/schemas.ts'

const Rate = Type.Integer({ minimum: 1, maximum: 10_000, description: 'For a year of 365 days; 800 is 8 %' })
const GraceDays = Type.Integer({
  minimum: 0,
  maximum: 365,
  description: 'Days after the due date that cost nothing; interest begins on the day after them',
})
const Minimum = Meaning(Cents, 'Less than this on an invoice is not charged; it goes on growing')

export type InterestSettings = Static<typeof InterestSettings>
export const InterestSettings = Output('InterestSettings', {
  is_enabled: Type.Boolean({ description: 'Whether interest is worked out and proposed at all' }),
  is_automatic: Type.Boolean({
    description: 'Charged by itself when a month has ended, for its days and those before it',
  }),
  rate_bp: Rate,
  grace_days: GraceDays,
  minimum_cents: Minimum,
  starts_on_date: Meaning(Day, 'No interest for days before this one'),
})
const { is_enabled, is_automatic, rate_bp, grace_days, minimum_cents, starts_on_date } = InterestSettings.properties
export type InterestSettingsChanges = Static<typeof InterestSettingsChanges>
export const InterestSettingsChanges = Type.Object(
  Type.Partial(Type.Object({ is_enabled, is_automatic, rate_bp, grace_days, minimum_cents, starts_on_date }))
    .properties,
  { title: 'InterestSettingsChanges', additionalProperties: false, minProperties: 1 },
)

export type InterestTerms = Static<typeof InterestTerms>
export const InterestTerms = Output('InterestTerms', {
  customer_id: Id,
  is_exempt: Type.Boolean({ description: 'Whether this customer never pays interest' }),
  rate_bp: Meaning(Nullable(Rate), 'Null: as for everybody'),
  grace_days: Meaning(Nullable(GraceDays), 'Null: as for everybody'),
  minimum_cents: Meaning(Nullable(Minimum), 'Null: as for everybody'),
})
export type InterestTermsChanges = Static<typeof InterestTermsChanges>
export const InterestTermsChanges = Type.Object(
  {
    is_exempt: Type.Optional(InterestTerms.properties.is_exempt),
    rate_bp: Type.Optional(InterestTerms.properties.rate_bp),
    grace_days: Type.Optional(InterestTerms.properties.grace_days),
    minimum_cents: Type.Optional(InterestTerms.properties.minimum_cents),
  },
  { title: 'InterestTermsChanges', additionalProperties: false, minProperties: 1 },
)

export type InterestSegment = Static<typeof InterestSegment>
export const InterestSegment = Output('InterestSegment', {
  from_date: Meaning(Day, 'First day'),
  to_date: Meaning(Day, 'Last day'),
  days: Type.Integer({ description: 'Both of them counted' }),
  balance_cents: Meaning(Cents, 'What was overdue on these days'),
})

const Accrued = {
  from_date: Meaning(Day, 'First day that it is for'),
  to_date: Meaning(Day, 'Last day that it is for'),
  rate_bp: Rate,
  amount_cents: Meaning(Cents, 'Balance times rate times days over 365, of all segments, rounded half-up once'),
  segments: Type.Array(InterestSegment, { description: 'Days on which the same was overdue' }),
}

export type InterestProposal = Static<typeof InterestProposal>
export const InterestProposal = Output('InterestProposal', {
  invoice_id: Id,
  invoice_number: Type.String({ description: 'Of the invoice that is late, or was' }),
  customer_id: Id,
  customer_name: Type.String(),
  due_date: Meaning(Day, 'The last day to pay'),
  currency: Currency,
  ...Accrued,
  held_by: Meaning(
    Nullable(OneOf('minimum', 'dispute')),
    'Why it is not charged yet: too little, or the invoice is disputed; null where it can be',
  ),
})
export type InterestProposalQuery = Static<typeof InterestProposalQuery>
export const InterestProposalQuery = Input('InterestProposalQuery', ListQuery)
export type InterestProposalPage = Static<typeof InterestProposalPage>
export const InterestProposalPage = Page('InterestProposalPage', InterestProposal)

export type InterestCharge = Static<typeof InterestCharge>
export const InterestCharge = Output('InterestCharge', {
  id: Id,
  invoice_id: Id,
  debit_note_id: Meaning(Nullable(Id), 'The document that asks for it; null where it was waived'),
  debit_note_number: Nullable(Type.String({ description: 'Its number' })),
  ...Accrued,
  reason: Nullable(Type.String({ description: 'Why it was waived; null where it was charged' })),
  decided_by: Type.String({ description: 'Who charged or waived it' }),
  cancelled_at: Meaning(Nullable(Instant), 'When its debit note was voided, which frees the days; else null'),
  created_at: Instant,
})

export type InvoiceInterest = Static<typeof InvoiceInterest>
export const InvoiceInterest = Output('InvoiceInterest', {
  invoice_id: Id,
  proposal: Meaning(
    Nullable(InterestProposal),
    'What has grown until today and was not decided; null where nothing has',
  ),
  charges: Type.Array(InterestCharge, { description: 'Charged or waived so far, the newest first' }),
})

export type InterestWaiver = Static<typeof InterestWaiver>
export const InterestWaiver = Input('InterestWaiver', {
  reason: Meaning(Line(500), 'For yourselves; the customer never sees it'),
})
