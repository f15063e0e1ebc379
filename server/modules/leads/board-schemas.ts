import { type Static, Type } from 'typebox'
import { Cents, Id, Input, Instant, Meaning, Nullable, Output, Version } from '#platform/schemas.ts'
import { LeadCountQuery, LeadStatus } from './schemas.ts'

const { stage_id: _stage, status: _status, archived: _archived, ...BoardFilter } = LeadCountQuery.properties
export type LeadBoardQuery = Static<typeof LeadBoardQuery>
export const LeadBoardQuery = Input('LeadBoardQuery', BoardFilter)

/** What a card of the board shows of a lead. */
export type LeadCard = Static<typeof LeadCard>
export const LeadCard = Output('LeadCard', {
  id: Id,
  name: Type.String({ description: 'Of the person, or of the company where nobody is known' }),
  company: Nullable(Type.String({ description: 'Where they work' })),
  source: Type.String({ description: 'Where they came from' }),
  stage_id: Meaning(Id, 'Where on the board'),
  status: Meaning(LeadStatus, 'What that stage stands for'),
  stage_changed_at: Meaning(Instant, 'Since when they are in it'),
  score: Type.Integer({ description: 'The sum of the score rules that hold' }),
  owner_user_id: Meaning(Nullable(Id), 'Who looks after them; null: nobody'),
  next_follow_up_at: Meaning(Nullable(Instant), 'When to get back to them'),
  first_replied_at: Meaning(Nullable(Instant), 'When somebody first got back to them; null: nobody has'),
  estimated_value_cents: Meaning(Nullable(Cents), 'What winning them is worth'),
  customer_id: Meaning(Nullable(Id), 'The customer that they became'),
  version: Version,
  created_at: Instant,
})
export type LeadBoard = Static<typeof LeadBoard>
export const LeadBoard = Output('LeadBoard', {
  stages: Meaning(
    Type.Array(
      Output('LeadColumn', {
        stage_id: Meaning(Id, 'Of the stage'),
        leads: Meaning(Type.Array(LeadCard), 'Those who came into it last, up to 25'),
        next_cursor: Meaning(
          Nullable(Type.String()),
          'Where `GET /leads?stage_id=…&sort=-stage_changed_at` goes on; null when that was all',
        ),
      }),
    ),
    'In the order of the board',
  ),
})

const sums = {
  count: Type.Integer({ description: 'Leads in it' }),
  estimated_value_cents: Type.Integer({ description: 'What winning all of them is worth' }),
  weighted_value_cents: Type.Integer({ description: 'The same times how likely that is' }),
}
export type LeadForecast = Static<typeof LeadForecast>
export const LeadForecast = Output('LeadForecast', {
  stages: Meaning(
    Type.Array(Output('LeadForecastStage', { stage_id: Meaning(Id, 'Of the stage'), ...sums })),
    'In the order of the board, those without leads among them',
  ),
  open: Meaning(Output('LeadForecastSum', sums), 'Of all that are neither won nor lost'),
})

export type LeadFacets = Static<typeof LeadFacets>
export const LeadFacets = Output('LeadFacets', {
  sources: Meaning(Type.Array(Type.String()), 'In use, the most frequent first, up to 200'),
  tags: Meaning(Type.Array(Type.String()), 'The same of tags'),
})
