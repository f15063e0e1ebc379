import { type Static, Type } from 'typebox'
import { Id, Input, Instant, Line, Meaning, Nullable, OneOf, Output, Version } from '#platform/schemas.ts'

const List = OneOf('leads')
const details = {
  name: Meaning(Line(60), 'As it stands above the list; each once for one member'),
  layout: Meaning(OneOf('table', 'board'), 'How it is shown'),
  query: Type.Record(Type.String({ pattern: '^[a-z_]{1,40}$' }), Type.String({ maxLength: 500 }), {
    maxProperties: 20,
    description: 'Filter, order and columns, as in the address of the list',
    additionalProperties: false,
  }),
}

export type NewSavedView = Static<typeof NewSavedView>
export const NewSavedView = Input('NewSavedView', { list: Meaning(List, 'Of which list'), ...details })

export type SavedViewChanges = Static<typeof SavedViewChanges>
export const SavedViewChanges = Type.Object(Type.Partial(Input('', details)).properties, {
  title: 'SavedViewChanges',
  additionalProperties: false,
  minProperties: 1,
})

export type SavedView = Static<typeof SavedView>
export const SavedView = Output('SavedView', {
  id: Id,
  list: Meaning(List, 'Of which list'),
  ...details,
  user_id: Meaning(Id, 'Whose it is'),
  user_name: Type.String({ description: 'Their name when they made it' }),
  is_shared: Type.Boolean({ description: 'Whether the whole team sees it' }),
  archived_at: Meaning(Nullable(Instant), 'Null while it is offered'),
  version: Version,
  created_at: Instant,
  updated_at: Instant,
})

export type SavedViewQuery = Static<typeof SavedViewQuery>
export const SavedViewQuery = Input('SavedViewQuery', {
  list: Meaning(Type.Optional(List), 'Of which list; `leads` unless you say otherwise'),
})
export type SavedViewList = Static<typeof SavedViewList>
export const SavedViewList = Output('SavedViewList', {
  data: Meaning(Type.Array(SavedView), 'Your own and those that are shared, by name'),
})
