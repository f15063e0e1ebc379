import { type Static, Type } from 'typebox'
import { Id, Instant, Meaning, Nullable, Output } from '#platform/schemas.ts'
import { LeadBulkChanges } from './schemas.ts'

/** How long a bulk edit can be undone. */
export const undoHours = 24

export type PastBulkEdit = Static<typeof PastBulkEdit>
export const PastBulkEdit = Output('PastBulkEdit', {
  id: Id,
  changes: Meaning(LeadBulkChanges, 'What was asked'),
  changed_count: Type.Integer({ description: 'Leads that it changed' }),
  actor_name: Type.String({ description: 'Who did it' }),
  undo_until: Meaning(Instant, 'Until when it can be undone'),
  undone_at: Meaning(Nullable(Instant), 'When it was undone; null: it was not'),
  undone_by_name: Nullable(Type.String({ description: 'Who undid it' })),
  restored_count: Nullable(Type.Integer({ description: 'Leads that undoing put back' })),
  created_at: Instant,
})
export type PastBulkEditList = Static<typeof PastBulkEditList>
export const PastBulkEditList = Output('PastBulkEditList', {
  data: Type.Array(PastBulkEdit, { description: 'Of the last 24 hours, the latest first; 50 at most' }),
})

export type LeadBulkUndo = Static<typeof LeadBulkUndo>
export const LeadBulkUndo = Output('LeadBulkUndo', {
  restored_count: Type.Integer({ description: 'Leads that are as they were before' }),
  moved_on_count: Type.Integer({ description: 'Leads that were changed, won or merged since; they are left alone' }),
  stuck_count: Type.Integer({
    description: 'Leads that are left alone because their stage was archived, or their owner left the team',
  }),
})
