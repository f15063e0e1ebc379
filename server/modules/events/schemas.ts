import { type Static, Type } from 'typebox'
import { Id, Input, Instant, ListQuery, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

/** One thing that happened: audit row, activity feed and webhook source in one. */
export type Event = Static<typeof Event>
export const Event = Output('Event', {
  id: Id,
  name: Type.String({ description: '<noun>.<past participle>, such as invoice.issued' }),
  actor_kind: OneOf('user', 'api_key', 'system'),
  actor_id: Nullable(Id),
  actor_name: Nullable(Type.String()),
  subject_id: Id,
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'The subject after the change, in its API shape' }),
  changes: Nullable(
    Type.Record(Type.String(), Output('Change', { before: Type.Unknown(), after: Type.Unknown() }), {
      description: 'Field by field, when something was edited',
    }),
  ),
  request_id: Nullable(Type.String()),
  ip: Nullable(Type.String()),
  created_at: Instant,
})

export type EventQuery = Static<typeof EventQuery>
export const EventQuery = Input('EventQuery', {
  ...ListQuery,
  subject_id: Type.Optional(Id),
  name: Type.Optional(Type.String({ pattern: '^[a-z_]+\\.[a-z_]+$', maxLength: 100 })),
})
export type EventPage = Static<typeof EventPage>
export const EventPage = Page('EventPage', Event)

/** What a stream says of an event: enough to know what to read again, and nothing that it holds. */
export type EventNotice = Static<typeof EventNotice>
export const EventNotice = Output('EventNotice', {
  name: Type.String({ description: '<noun>.<past participle>, such as invoice.issued' }),
  kind: Type.String({ description: 'The noun: what the subject is' }),
  subject_id: Id,
})

export const EventStreamQuery = Input('EventStreamQuery', { organization_id: Type.Optional(Id) })
