import { type Static, Type } from 'typebox'
import { Id, Input, Instant, ListQuery, Meaning, Nullable, OneOf, Output, Page } from '#platform/schemas.ts'

export const Received = Output('Received', {
  received: Meaning(Type.Literal(true), 'It is kept; what follows from it happens soon after'),
})

const EventStatus = OneOf('waiting', 'processed', 'ignored', 'dead')

export type StripeEvent = Static<typeof StripeEvent>
export const StripeEvent = Output('StripeEvent', {
  id: Id,
  event_id: Type.String({ description: 'As Stripe calls it, such as `evt_1Q…`; each is kept once' }),
  type: Type.String({ description: 'Such as `payment_intent.succeeded`' }),
  object_id: Nullable(Type.String({ description: 'Of the Stripe object that it is about' })),
  status: Meaning(EventStatus, '`ignored` moved nothing of ours; `dead` failed too often and waits for a replay'),
  attempts: Type.Integer({ description: 'How often it was looked at' }),
  due_at: Meaning(Instant, 'While it waits: when it is tried next'),
  last_error: Nullable(Type.String({ description: 'Why it failed last, or why it was ignored' })),
  organization_id: Meaning(Nullable(Id), 'Whose money it was about'),
  organization_name: Nullable(Type.String({ description: 'Its name' })),
  occurred_at: Meaning(Instant, 'By the clock of Stripe'),
  received_at: Meaning(Instant, 'When it came here'),
  processed_at: Nullable(Instant),
})

/** With what was in it, for whoever it belongs to. */
export type StripeEventDetails = Static<typeof StripeEventDetails>
export const StripeEventDetails = Output('StripeEventDetails', {
  ...StripeEvent.properties,
  payload: Type.String({ description: 'As Stripe signed it, byte for byte' }),
  attempt_log: Type.Array(
    Output('StripeEventAttempt', {
      at: Instant,
      status: Meaning(OneOf('processed', 'ignored', 'failed'), 'How it ended'),
      error: Nullable(Type.String({ description: 'What went wrong, or why it was ignored' })),
    }),
    { description: 'Each time that it was looked at, the oldest first' },
  ),
})
export const EventsReplayed = Output('EventsReplayed', {
  count: Type.Integer({ description: 'Events that have a new life' }),
})

export type StripeEventQuery = Static<typeof StripeEventQuery>
export const StripeEventQuery = Input('StripeEventQuery', {
  ...ListQuery,
  status: Meaning(Type.Optional(EventStatus), 'Those alone'),
  type: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Those of this type alone; of all types that begin so where it ends with a dot',
    }),
  ),
})
export type StripeEventPage = Static<typeof StripeEventPage>
export const StripeEventPage = Page('StripeEventPage', StripeEvent)
