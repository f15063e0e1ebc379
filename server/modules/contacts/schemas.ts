import { type Static, Type } from 'typebox'
import { Email, Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output, Text, Version } from '#platform/schemas.ts'

const Phone = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'E.164, +6591234567' })

export type NewContact = Static<typeof NewContact>
export const NewContact = Input('NewContact', {
  name: Meaning(Line(200), 'Of the person'),
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Nullable(Phone)),
  job_title: Meaning(Type.Optional(Nullable(Line(200))), 'What they do there'),
  notes: Meaning(Type.Optional(Nullable(Text(2000))), 'For yourselves'),
})
export type ContactChanges = Static<typeof ContactChanges>
export const ContactChanges = Type.Object(Type.Partial(NewContact).properties, {
  title: 'ContactChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type Contact = Static<typeof Contact>
export const Contact = Output('Contact', {
  id: Id,
  customer_id: Meaning(Id, 'Where they work'),
  name: Type.String({ description: 'Of the person' }),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164' })),
  job_title: Nullable(Type.String({ description: 'What they do there' })),
  notes: Nullable(Type.String({ description: 'For yourselves' })),
  archived_at: Meaning(Nullable(Instant), 'Null while the contact is in the list'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})
export type ContactQuery = Static<typeof ContactQuery>
export const ContactQuery = Input('ContactQuery', {
  archived: Meaning(Type.Optional(OneOf('no', 'yes', 'all')), '`no` unless you say otherwise'),
})
export const ContactList = Output('ContactList', {
  data: Meaning(Type.Array(Contact), 'In the order in which they were added, up to 500'),
})
