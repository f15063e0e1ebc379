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
  actor_kind: Meaning(OneOf('user', 'api_key', 'system', 'customer'), '`customer`: in the customer portal'),
  actor_id: Meaning(Nullable(Id), 'Of the user, the key or the customer; null for the system'),
  actor_name: Nullable(Type.String({ description: 'As it was then' })),
  on_behalf_of_id: Meaning(Nullable(Id), 'Of the user whom the actor stood in for'),
  on_behalf_of_name: Nullable(Type.String({ description: 'As it was then' })),
  subject_id: Meaning(Id, 'Of the thing that it happened to'),
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'The subject after the change, in its API shape' }),
  changes: Nullable(
    Type.Record(Type.String(), Change, {
      description: 'Field by field, when something was edited',
    }),
  ),
  request_id: Nullable(Type.String({ description: '`X-Request-Id` of the request that did it' })),
  ip: Nullable(Type.String({ description: 'Where that request came from' })),
  user_agent: Nullable(Type.String({ description: 'What the program that sent it calls itself' })),
  created_at: Instant,
  seq: Nullable(
    Type.Integer({ description: 'Its place in the audit chain; null for a moment, until it has been sealed' }),
  ),
})

const filter = {
  subject_id: Meaning(Type.Optional(Id), 'Only what happened to this thing'),
  actor_id: Meaning(Type.Optional(Id), 'Only what this user or key did, or what was done on behalf of them'),
  name: Type.Optional(
    Type.String({
      pattern: '^[a-z_]+(\\.[a-z_]+)?$',
      maxLength: 100,
      description: 'Only events of this name, such as `invoice.issued`, or of this noun: `invoice`',
    }),
  ),
  from: Meaning(Type.Optional(Instant), 'Only from this instant on'),
  to: Meaning(Type.Optional(Instant), 'Only before this instant'),
}

const EventFilter = Input('EventFilter', filter)
export type EventFilter = Static<typeof EventFilter>
export type EventQuery = Static<typeof EventQuery>
export const EventQuery = Input('EventQuery', { ...ListQuery, ...filter })

export type EventExport = Static<typeof EventExport>
export const EventExport = Input('EventExport', {
  format: Meaning(
    Type.Optional(OneOf('csv', 'jsonl')),
    '`csv` for spreadsheets; `jsonl`, which it is unless you say so, for programs, with what proves the chain',
  ),
  organization_id: Meaning(Type.Optional(Id), 'In place of the header, which a link cannot send'),
  ...filter,
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

/** The end of a chain as it was kept outside the database; the signature is over the other fields in canonical form. */
export type SignedHead = Static<typeof SignedHead>
export const SignedHead = Output('SignedHead', {
  organization_id: Meaning(Id, 'Whose chain it is'),
  seq: Type.Integer({ description: 'Of the last event at that time' }),
  hash: Type.String({ description: 'SHA-256 over the chain up to there, in hex' }),
  signed_at: Instant,
  public_key: Type.String({ description: 'Ed25519, base64url' }),
  signature: Type.String({ description: 'Ed25519 over the other fields as RFC 8785 writes them, base64url' }),
})

export type Fault = Static<typeof Fault>
export const Fault = Output('Fault', {
  kind: Meaning(
    OneOf('changed', 'deleted', 'inserted', 'reordered', 'truncated', 'rewritten'),
    'What was done: `truncated` took the end away, `rewritten` made a chain that differs from the signed head',
  ),
  seq: Meaning(Nullable(Type.Integer()), 'The first place that is wrong; null for an event that has none'),
  event_id: Meaning(Nullable(Id), 'Of the event at that place; null when it is gone'),
})

export type Verification = Static<typeof Verification>
export const Verification = Output('Verification', {
  id: Meaning(Id, 'Of the organisation'),
  is_intact: Type.Boolean({ description: 'Nothing was changed, deleted, added or moved' }),
  fault: Meaning(Nullable(Fault), 'The first one; null when all is intact'),
  sealed: Type.Integer({ description: 'Events in the chain, as far as it is intact' }),
  erased: Type.Integer({ description: 'Of these, events whose personal data was erased as recorded' }),
  unsealed: Type.Integer({ description: 'Events of the last moments that are not in the chain yet' }),
  signed_head: Meaning(Nullable(SignedHead), 'What it was compared with; null when none has been kept yet'),
  verified_at: Instant,
})
