import { type Static, Type } from 'typebox'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

const Change = Output('Change', {
  before: Type.Unknown({ description: 'The value until then' }),
  after: Type.Unknown({ description: 'The value from then on' }),
})

/** One thing that happened: audit row, activity feed and webhook source in one. */
export type Event = Static<typeof Event>
export const Event = Output('Event', {
  id: Id,
  name: Type.String({ description: '<noun>.<past participle>, such as invoice.issued' }),
  actor_kind: Meaning(OneOf('user', 'api_key', 'system'), 'Who did it'),
  actor_id: Meaning(Nullable(Id), 'Of the user or the key; null for the system'),
  actor_name: Nullable(Type.String({ description: 'As it was then' })),
  subject_id: Meaning(Id, 'Of the thing that it happened to'),
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'The subject after the change, in its API shape' }),
  changes: Nullable(
    Type.Record(Type.String(), Change, {
      description: 'Field by field, when something was edited',
    }),
  ),
  request_id: Nullable(Type.String({ description: '`X-Request-Id` of the request that did it' })),
  ip: Nullable(Type.String({ description: 'Where that request came from' })),
  created_at: Instant,
})

export type EventQuery = Static<typeof EventQuery>
export const EventQuery = Input('EventQuery', {
  ...ListQuery,
  subject_id: Meaning(Type.Optional(Id), 'Only what happened to this thing'),
  name: Type.Optional(
    Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$', maxLength: 100, description: 'Only events of this name' }),
  ),
})
export type EventPage = Static<typeof EventPage>
export const EventPage = Page('EventPage', Event)

/** What a stream says of an event: enough to know what to read again, and nothing that it holds. */
export type EventNotice = Static<typeof EventNotice>
export const EventNotice = Output('EventNotice', {
  name: Type.String({ description: '<noun>.<past participle>, such as invoice.issued' }),
  kind: Type.String({ description: 'The noun: what the subject is' }),
  subject_id: Meaning(Id, 'Of the thing that it happened to'),
})

export const EventStreamQuery = Input('EventStreamQuery', {
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which an `EventSource` cannot send'),
})
