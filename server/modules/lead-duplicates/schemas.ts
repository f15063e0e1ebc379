import { type Static, Type } from 'typebox'
import { Lead, LeadStatus } from '#modules/leads/schemas.ts'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'
import { reasonCodes } from './compare-pair.ts'

export const duplicateLeadColumns = [
  'id',
  'name',
  'email',
  'phone',
  'company',
  'uen',
  'source',
  'status',
  'owner_user_id',
  'archived_at',
  'created_at',
] as const
export type DuplicateLead = Static<typeof DuplicateLead>
export const DuplicateLead = Output('DuplicateLead', {
  id: Id,
  name: Type.String({ description: 'Of the person, or of the company where nobody is known' }),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164' })),
  company: Nullable(Type.String({ description: 'Where they work' })),
  uen: Nullable(Type.String({ description: 'Unique Entity Number of that company' })),
  source: Type.String({ description: 'Where they came from' }),
  status: Meaning(LeadStatus, 'How far they are'),
  owner_user_id: Meaning(Nullable(Id), 'Who looks after them'),
  archived_at: Meaning(Nullable(Instant), 'Null while the lead is in the lists'),
  created_at: Instant,
})

const DuplicateReason = Output('DuplicateReason', {
  code: Meaning(OneOf(...reasonCodes), 'What they share, or what tells them apart'),
  points: Type.Integer({ description: 'What it adds to the score; negative where it tells them apart' }),
})
const Score = Type.Integer({ description: 'From 70, where two are shown, to 100' })
const Reasons = Type.Array(DuplicateReason, { description: 'What the score is made of, the weightiest first' })

export const duplicateStates = ['open', 'dismissed', 'merged'] as const
const State = OneOf(...duplicateStates)

export type LeadDuplicate = Static<typeof LeadDuplicate>
export const LeadDuplicate = Output('LeadDuplicate', {
  id: Id,
  lead: Meaning(DuplicateLead, 'The one that came first'),
  other_lead: Meaning(DuplicateLead, 'The one that came later'),
  score: Score,
  reasons: Reasons,
  state: Meaning(State, '`open`: nobody has decided; `dismissed`: they are two people; `merged`: they became one lead'),
  dismissed_at: Meaning(Nullable(Instant), 'When somebody said that they are two people'),
  created_at: Meaning(Instant, 'When they were found'),
  updated_at: Instant,
})
export type LeadDuplicatePage = Static<typeof LeadDuplicatePage>
export const LeadDuplicatePage = Page('LeadDuplicatePage', LeadDuplicate)

const DuplicateFilter = {
  state: Meaning(Type.Optional(State), '`open` unless you say otherwise'),
  lead_id: Meaning(Type.Optional(Id), 'With this lead in it'),
  min_score: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'With this score at least' })),
}
export type LeadDuplicateFilter = Static<typeof LeadDuplicateCountQuery>
export const LeadDuplicateCountQuery = Input('LeadDuplicateCountQuery', DuplicateFilter)
export type LeadDuplicateQuery = Static<typeof LeadDuplicateQuery>
export const LeadDuplicateQuery = Input('LeadDuplicateQuery', { ...ListQuery, ...DuplicateFilter })
export const LeadDuplicateCount = Output('LeadDuplicateCount', {
  count: Type.Integer({ description: 'Pairs that the filter shows' }),
})

const typed = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }))
export type PossibleDuplicateQuery = Static<typeof PossibleDuplicateQuery>
export const PossibleDuplicateQuery = Input('PossibleDuplicateQuery', {
  name: typed(200, 'As far as it is typed'),
  email: typed(254, 'As far as it is typed'),
  phone: typed(40, 'As people write it; what is no number yet counts for nothing'),
  company: typed(200, 'As far as it is typed'),
  uen: typed(12, 'Of that company'),
  except: Meaning(Type.Optional(Id), 'The lead that is being edited'),
})
export type PossibleDuplicates = Static<typeof PossibleDuplicates>
export const PossibleDuplicates = Output('PossibleDuplicates', {
  data: Type.Array(
    Output('PossibleDuplicate', {
      lead: Meaning(DuplicateLead, 'A lead that is there already'),
      score: Score,
      reasons: Reasons,
    }),
    { description: 'The likeliest ten at most' },
  ),
})

export const mergeFields = [
  'name',
  'email',
  'phone',
  'company',
  'uen',
  'job_title',
  'source',
  'stage_id',
  'owner_user_id',
  'next_follow_up_at',
  'estimated_value_cents',
  'notes',
] as const
export type MergeField = (typeof mergeFields)[number]
const ofLead = Object.fromEntries(
  mergeFields.map((field) => [field, Meaning(Type.Optional(Id), 'The lead whose value stays')]),
) as Record<MergeField, ReturnType<typeof Type.Optional<typeof Id>>>
const MergeFields = Input('LeadMergeFields', ofLead)
export type LeadMerge = Static<typeof LeadMerge>
export const LeadMerge = Input('LeadMerge', {
  lead_ids: Type.Array(Id, {
    minItems: 1,
    maxItems: 9,
    uniqueItems: true,
    description: 'The leads that go into this one',
  }),
  fields: Meaning(
    Type.Optional(MergeFields),
    'Which lead each value comes from. A field left out keeps what this lead says, or takes what another says where this one says nothing; of notes both stay',
  ),
  custom_fields: Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), Id, {
      description: 'The same for your own fields, by their keys',
      maxProperties: 60,
      additionalProperties: false,
    }),
  ),
})
export type LeadUnmerge = Static<typeof LeadUnmerge>
export const LeadUnmerge = Output('LeadUnmerge', {
  lead: Meaning(Lead, 'The lead that the others had gone into'),
  restored: Type.Array(Lead, { description: 'The leads that are back, as they were' }),
})
