import { type Static, Type } from 'typebox'
import { Day, Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output, Version } from '#platform/schemas.ts'

/** What of a lead a condition may look at; a field that the organisation added is `custom.<key>`. */
export const conditionFields = [
  'source',
  'company',
  'job_title',
  'email',
  'email_domain',
  'company_email',
  'phone',
  'uen',
  'estimated_value_cents',
  'submission_count',
  'tag',
  'visited_page',
  'landing_page',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
] as const
export type ConditionField = (typeof conditionFields)[number] | `custom.${string}`

export type Condition = Static<typeof Condition>
export const Condition = Input('Condition', {
  field: Type.String({
    pattern: `^(${conditionFields.join('|')}|custom\\.[a-z][a-z0-9_]{0,39})$`,
    description:
      'What of the lead is looked at. `company_email`: the e-mail address, where it is not of a free mail service; `utm_…`, `landing_page` and `referrer` are of the first visit; `custom.<key>` is a field of your own',
  }),
  operator: Meaning(
    OneOf('is', 'is_not', 'contains', 'starts_with', 'at_least', 'at_most', 'is_set', 'is_not_set'),
    'How it is compared; capitals do not matter. Of several tags or pages one is enough',
  ),
  value: Meaning(
    Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    'What it is compared with; a number as text. Left out with `is_set` and `is_not_set`',
  ),
})
const Conditions = Type.Array(Condition, { minItems: 1, maxItems: 8 })
const Position = Type.Integer({ description: 'Its place among the others, from 0' })

const scoreRule = {
  name: Meaning(Line(80), 'As it stands on the lead, such as `Visited pricing`'),
  points: Type.Integer({ minimum: -100, maximum: 100, not: { const: 0 }, description: 'Added to the score; not 0' }),
  conditions: Meaning(Conditions, 'All must hold'),
  is_active: Type.Boolean({ description: 'Whether it counts' }),
}
export type NewScoreRule = Static<typeof NewScoreRule>
export const NewScoreRule = Input('NewScoreRule', {
  ...scoreRule,
  is_active: Meaning(Type.Optional(scoreRule.is_active), 'Whether it counts; true unless you say otherwise'),
})

export type ScoreRuleChanges = Static<typeof ScoreRuleChanges>
export const ScoreRuleChanges = Type.Object(Type.Partial(Input('', scoreRule)).properties, {
  title: 'ScoreRuleChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type ScoreRule = Static<typeof ScoreRule>
export const ScoreRule = Output('ScoreRule', {
  id: Id,
  ...scoreRule,
  name: Type.String({ description: 'As it stands on the lead' }),
  position: Position,
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export type ScoreRuleList = Static<typeof ScoreRuleList>
export const ScoreRuleList = Output('ScoreRuleList', {
  data: Meaning(Type.Array(ScoreRule), 'All of them, in their order'),
  rescored_at: Meaning(Nullable(Instant), 'When all leads were last scored anew; null before the first time'),
})

const assignmentRule = {
  name: Meaning(Line(80), 'For yourselves'),
  conditions: Meaning(Type.Array(Condition, { maxItems: 8 }), 'All must hold; none: every lead'),
  strategy: Meaning(
    OneOf('round_robin', 'least_loaded'),
    '`round_robin`: one after the other; `least_loaded`: whoever has the fewest open leads',
  ),
  user_ids: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true, description: 'Who takes part, in turn' }),
  is_active: Type.Boolean({ description: 'Whether it gives out leads' }),
}
export type NewAssignmentRule = Static<typeof NewAssignmentRule>
export const NewAssignmentRule = Input('NewAssignmentRule', {
  ...assignmentRule,
  is_active: Meaning(
    Type.Optional(assignmentRule.is_active),
    'Whether it gives out leads; true unless you say otherwise',
  ),
})

export type AssignmentRuleChanges = Static<typeof AssignmentRuleChanges>
export const AssignmentRuleChanges = Type.Object(Type.Partial(Input('', assignmentRule)).properties, {
  title: 'AssignmentRuleChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type AssignmentRule = Static<typeof AssignmentRule>
export const AssignmentRule = Output('AssignmentRule', {
  id: Id,
  ...assignmentRule,
  name: Type.String({ description: 'For yourselves' }),
  position: Position,
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export type AssignmentRuleList = Static<typeof AssignmentRuleList>
export const AssignmentRuleList = Output('AssignmentRuleList', {
  data: Meaning(Type.Array(AssignmentRule), 'All of them; of a lead the first that fits decides'),
})

export type RuleOrder = Static<typeof RuleOrder>
export const RuleOrder = Input('RuleOrder', {
  ids: Type.Array(Id, { maxItems: 200, uniqueItems: true, description: 'All of them, in the order wanted' }),
})

export type NewAbsence = Static<typeof NewAbsence>
export const NewAbsence = Input('NewAbsence', {
  user_id: Meaning(Id, 'Who is away'),
  from_date: Meaning(Day, 'The first day away'),
  until_date: Meaning(Day, 'The last day away'),
})
export type Absence = Static<typeof Absence>
export const Absence = Output('Absence', {
  id: Id,
  user_id: Meaning(Id, 'Who is away'),
  from_date: Meaning(Day, 'The first day away'),
  until_date: Meaning(Day, 'The last day away'),
  created_at: Instant,
})
export const AbsenceList = Output('AbsenceList', {
  data: Meaning(Type.Array(Absence), 'Those that are not over, by their first day'),
})
