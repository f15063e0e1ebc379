import { type Static, Type } from 'typebox'
import { Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output, Version } from '#platform/schemas.ts'
import { LeadStatus } from './schemas.ts'

const Probability = Type.Integer({
  minimum: 0,
  maximum: 100,
  description: 'How likely they are won from here, in percent, for the forecast; 100 where they are won, 0 where lost',
})
const Position = Type.Integer({ description: 'Its place among the others, from 0' })

export type NewLeadStage = Static<typeof NewLeadStage>
export const NewLeadStage = Input('NewLeadStage', {
  name: Meaning(Line(40), 'The head of its column'),
  status: Meaning(LeadStatus, 'What it stands for; it never changes'),
  probability_percent: Meaning(Type.Optional(Probability), 'How likely they are won from here, in percent'),
})
export type LeadStageChanges = Static<typeof LeadStageChanges>
export const LeadStageChanges = Type.Object(
  {
    name: Meaning(Type.Optional(Line(40)), 'The head of its column'),
    probability_percent: Type.Optional(Probability),
  },
  { title: 'LeadStageChanges', additionalProperties: false, minProperties: 1 },
)
export type LeadStage = Static<typeof LeadStage>
export const LeadStage = Output('LeadStage', {
  id: Id,
  name: Type.String({ description: 'The head of its column' }),
  status: Meaning(LeadStatus, 'What it stands for; it never changes'),
  probability_percent: Probability,
  position: Position,
  archived_at: Meaning(Nullable(Instant), 'Null while it is on the board'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export const LeadStageList = Output('LeadStageList', {
  data: Meaning(Type.Array(LeadStage), 'Those on the board, in its order'),
})
export type LeadOrder = Static<typeof LeadOrder>
export const LeadOrder = Input('LeadOrder', {
  ids: Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'All of them, in the order wanted' }),
})

const kinds = ['text', 'number', 'date', 'yes_no', 'choice'] as const
const Choices = Type.Array(Line(80), { maxItems: 100, uniqueItems: true, description: 'Of a `choice`, in their order' })

export type NewLeadField = Static<typeof NewLeadField>
export const NewLeadField = Input('NewLeadField', {
  label: Meaning(Line(60), 'As people read it'),
  key: Meaning(
    Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })),
    'As programs read it, for good; made from the label by default',
  ),
  kind: Meaning(OneOf(...kinds), 'What it holds, for good'),
  choices: Type.Optional(Choices),
})
export type LeadFieldChanges = Static<typeof LeadFieldChanges>
export const LeadFieldChanges = Type.Object(
  { label: Meaning(Type.Optional(Line(60)), 'As people read it'), choices: Type.Optional(Choices) },
  { title: 'LeadFieldChanges', additionalProperties: false, minProperties: 1 },
)
export type LeadField = Static<typeof LeadField>
export const LeadField = Output('LeadField', {
  id: Id,
  key: Type.String({ description: 'In `custom_fields`; it never changes' }),
  label: Type.String({ description: 'As people read it' }),
  kind: Meaning(OneOf(...kinds), 'What it holds: a date as YYYY-MM-DD, `yes_no` as true or false'),
  choices: Choices,
  position: Position,
  archived_at: Meaning(Nullable(Instant), 'Null while it is offered'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export const LeadFieldList = Output('LeadFieldList', {
  data: Meaning(Type.Array(LeadField), 'Those that are offered, in their order'),
})

const ReplyWithin = Type.Integer({
  minimum: 1,
  maximum: 43_200,
  description: 'How soon a new lead is to hear from somebody, in minutes; 60 to begin with',
})
export type LeadSettings = Static<typeof LeadSettings>
export const LeadSettings = Output('LeadSettings', {
  id: Meaning(Id, 'Of the organisation'),
  reply_within_minutes: ReplyWithin,
})
export type LeadSettingsChanges = Static<typeof LeadSettingsChanges>
export const LeadSettingsChanges = Input('LeadSettingsChanges', { reply_within_minutes: ReplyWithin })
