import { type Static, Type } from 'typebox'
import { Doubt } from '#modules/organizations/schemas.ts'
import {
  Cents,
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
  Text,
  Version,
} from '#platform/schemas.ts'

export const leadStatuses = ['new', 'contacted', 'qualified', 'converted', 'disqualified'] as const
export type LeadStatus = (typeof leadStatuses)[number]
export const LeadStatus = OneOf(...leadStatuses)

const Touch = Input('Touch', {
  source: Meaning(Type.Optional(Line(200)), '`utm_source`'),
  medium: Meaning(Type.Optional(Line(200)), '`utm_medium`'),
  campaign: Meaning(Type.Optional(Line(200)), '`utm_campaign`'),
  term: Meaning(Type.Optional(Line(200)), '`utm_term`'),
  content: Meaning(Type.Optional(Line(200)), '`utm_content`'),
  referrer: Meaning(Type.Optional(Line(1000)), 'The page that led here'),
  landing_page: Meaning(Type.Optional(Line(1000)), 'The first page of the visit'),
  at: Meaning(Type.Optional(Instant), 'When the visit began'),
})
export type Utm = Static<typeof Utm>
export const Utm = Input('Utm', {
  first: Meaning(Type.Optional(Touch), 'The first visit that is known; it never changes'),
  last: Meaning(Type.Optional(Touch), 'The latest one'),
})

export type CustomFields = Static<typeof CustomFields>
export const CustomFields = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  Type.Unsafe<string | number | boolean | null>({ type: ['string', 'number', 'boolean', 'null'], maxLength: 2000 }),
  { description: 'By the keys of your own fields; null empties one', maxProperties: 60, additionalProperties: false },
)
const Tags = Type.Array(Line(40), { maxItems: 30, uniqueItems: true, description: 'In the order given' })
const phoneAsTyped = 'As people write it; kept as E.164, +6591234567. Without a country code it is of Singapore'

const details = {
  name: Meaning(Line(200), 'Of the person; where nobody is known, of the company'),
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Nullable(Type.String({ minLength: 3, maxLength: 40, description: phoneAsTyped }))),
  company: Meaning(Type.Optional(Nullable(Line(200))), 'Where they work'),
  uen: Type.Optional(Nullable(Type.String({ minLength: 9, maxLength: 12, description: 'Of that company' }))),
  job_title: Meaning(Type.Optional(Nullable(Line(200))), 'What they do there'),
  source: Meaning(Type.Optional(Line(60)), 'Where they came from, such as `Trade show`; `Added by hand` by default'),
  owner_user_id: Meaning(Type.Optional(Nullable(Id)), 'Who looks after them; null: nobody'),
  next_follow_up_at: Meaning(Type.Optional(Nullable(Instant)), 'When to get back to them'),
  estimated_value_cents: Meaning(Type.Optional(Nullable(Cents)), 'What winning them is worth'),
  tags: Type.Optional(Tags),
  custom_fields: Type.Optional(CustomFields),
  notes: Meaning(Type.Optional(Nullable(Text(10_000))), 'For yourselves'),
}
export type NewLead = Static<typeof NewLead>
export const NewLead = Input('NewLead', {
  ...details,
  owner_user_id: Meaning(
    Type.Optional(Nullable(Id)),
    'Who looks after them; left out: whom the assignment rules name; null: nobody',
  ),
  stage_id: Meaning(Type.Optional(Id), 'The first stage by default'),
  utm: Meaning(Type.Optional(Utm), 'How they found you, where that is known'),
})
export type LeadChanges = Static<typeof LeadChanges>
export const LeadChanges = Type.Object(Type.Partial(Input('', details)).properties, {
  title: 'LeadChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type Lead = Static<typeof Lead>
export const Lead = Output('Lead', {
  id: Id,
  name: Type.String({ description: 'Of the person, or of the company where nobody is known' }),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164' })),
  company: Nullable(Type.String({ description: 'Where they work' })),
  uen: Nullable(Type.String({ description: 'Unique Entity Number of that company, in its normal form' })),
  job_title: Nullable(Type.String({ description: 'What they do there' })),
  source: Type.String({ description: 'Where they came from' }),
  stage_id: Meaning(Id, 'Where on the board'),
  status: Meaning(LeadStatus, 'What that stage stands for'),
  stage_changed_at: Meaning(Instant, 'Since when they are in it'),
  score: Type.Integer({ description: 'The sum of the score rules that hold' }),
  owner_user_id: Meaning(Nullable(Id), 'Who looks after them; null: nobody'),
  next_follow_up_at: Meaning(Nullable(Instant), 'When to get back to them'),
  first_replied_at: Meaning(Nullable(Instant), 'When somebody first got back to them; null: nobody has'),
  estimated_value_cents: Meaning(Nullable(Cents), 'What winning them is worth'),
  tags: Tags,
  utm: Meaning(Utm, 'How they found you, as far as it is known'),
  visited_pages: Type.Array(Type.String(), { description: 'Paths of your site that they looked at before they wrote' }),
  submission_count: Type.Integer({ description: 'How often they wrote through a form' }),
  custom_fields: CustomFields,
  notes: Nullable(Type.String({ description: 'For yourselves' })),
  disqualified_reason: Nullable(Type.String({ description: 'Why they were given up, where somebody said so' })),
  customer_id: Meaning(Nullable(Id), 'The customer that they became'),
  converted_at: Meaning(Nullable(Instant), 'When they became a customer'),
  merged_into_id: Meaning(Nullable(Id), 'The lead that this one was merged into'),
  archived_at: Meaning(Nullable(Instant), 'Null while the lead is in the lists'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type SavedLead = Static<typeof SavedLead>
export const SavedLead = Output('SavedLead', {
  ...Lead.properties,
  warnings: Type.Array(Doubt, { description: 'What was changed to keep the law, such as an NRIC that was masked' }),
})

const LeadFilter = {
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Part of a name, company, e-mail, phone number or UEN' }),
  ),
  status: Meaning(
    Type.Optional(OneOf('open', ...leadStatuses)),
    '`open`: new, contacted and qualified; all unless you say otherwise',
  ),
  stage_id: Meaning(Type.Optional(Id), 'In this stage'),
  owner_user_id: Meaning(
    Type.Optional(Type.String({ pattern: '^(none|[0-9a-f-]{36})$' })),
    'Of this member; `none`: of nobody',
  ),
  source: Meaning(Type.Optional(Line(60)), 'From there'),
  tag: Meaning(Type.Optional(Line(40)), 'With this tag'),
  min_score: Type.Optional(Type.Integer({ description: 'With this score at least' })),
  follow_up: Meaning(
    Type.Optional(OneOf('overdue', 'today', 'none')),
    '`overdue`: its time has passed; `today`: it comes before midnight; `none`: there is no date',
  ),
  import_id: Meaning(Type.Optional(Id), 'Brought by this import of a file'),
  customer_id: Meaning(Type.Optional(Id), 'Became this customer'),
  from: Meaning(Type.Optional(Instant), 'Came then or later'),
  to: Meaning(Type.Optional(Instant), 'Came before'),
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
}
export type LeadCountQuery = Static<typeof LeadCountQuery>
export const LeadCountQuery = Input('LeadCountQuery', LeadFilter)

export type LeadExport = Static<typeof LeadExport>
export const LeadExport = Input('LeadExport', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  ...LeadFilter,
})

export const leadSorts = [
  '-created_at',
  'created_at',
  'name',
  '-name',
  '-score',
  'score',
  'next_follow_up_at',
  '-estimated_value_cents',
  '-stage_changed_at',
] as const
export type LeadSort = (typeof leadSorts)[number]
export type LeadQuery = Static<typeof LeadQuery>
export const LeadQuery = Input('LeadQuery', {
  ...ListQuery,
  ...LeadFilter,
  sort: Meaning(
    Type.Optional(OneOf(...leadSorts)),
    'A minus is descending; newest first by default. Those without follow-up or value come last',
  ),
})
export type LeadPage = Static<typeof LeadPage>
export const LeadPage = Page('LeadPage', Lead)

export type LeadCount = Static<typeof LeadCount>
export const LeadCount = Output('LeadCount', {
  count: Type.Integer({ description: 'Leads that the filter shows' }),
  estimated_value_cents: Type.Integer({ description: 'What winning all of them is worth' }),
})

export type LeadScore = Static<typeof LeadScore>
export const LeadScore = Output('LeadScore', {
  score: Type.Integer({ description: 'The sum' }),
  points: Meaning(
    Type.Array(
      Output('ScorePoints', {
        rule_id: Meaning(Id, 'Of the score rule'),
        name: Type.String({ description: 'What it is called' }),
        points: Type.Integer({ description: 'What it adds; may be negative' }),
      }),
    ),
    'The rules that hold, in their order',
  ),
})

export const LeadMove = Input('LeadMove', {
  stage_id: Meaning(Id, 'Where to; a stage for those who were won is entered by converting'),
  disqualified_reason: Meaning(Type.Optional(Nullable(Line(200))), 'Why they are given up, for such a stage'),
})
export type LeadMove = Static<typeof LeadMove>

export const LeadOwner = Input('LeadOwner', {
  owner_user_id: Meaning(Nullable(Id), 'Who looks after them from now on; null: nobody'),
})
export type LeadOwner = Static<typeof LeadOwner>

export const bulkMax = 10_000
export const LeadBulkChanges = Type.Object(
  {
    stage_id: Meaning(Type.Optional(Id), 'Into this stage, but for those who are customers'),
    disqualified_reason: Meaning(Type.Optional(Nullable(Line(200))), 'Why, where that stage gives them up'),
    owner_user_id: Meaning(Type.Optional(Nullable(Id)), 'Of this member; null: of nobody'),
    source: Meaning(Type.Optional(Line(60)), 'Where they came from'),
    next_follow_up_at: Meaning(Type.Optional(Nullable(Instant)), 'When to get back to them'),
    add_tags: Meaning(Type.Optional(Tags), 'With these tags'),
    remove_tags: Meaning(Type.Optional(Tags), 'Without these'),
    archived: Meaning(Type.Optional(Type.Boolean()), 'Out of the lists, or back in them'),
  },
  { title: 'LeadBulkChanges', additionalProperties: false, minProperties: 1 },
)
export type LeadBulkEdit = Static<typeof LeadBulkEdit>
export const LeadBulkEdit = Input('LeadBulkEdit', {
  ids: Meaning(
    Type.Optional(Type.Array(Id, { minItems: 1, maxItems: bulkMax, uniqueItems: true })),
    'These leads; or send `filter`',
  ),
  filter: Meaning(Type.Optional(LeadCountQuery), `All that a filter shows, up to ${bulkMax}`),
  changes: Meaning(LeadBulkChanges, 'The same for all of them'),
})
export type LeadBulkResult = Static<typeof LeadBulkResult>
export const LeadBulkResult = Output('LeadBulkResult', {
  matched_count: Type.Integer({ description: 'Leads that were meant' }),
  changed_count: Type.Integer({ description: 'Those of them that were not so already' }),
  bulk_edit_id: Meaning(Nullable(Id), 'By which this can be undone for 24 hours; null: nothing changed'),
})
