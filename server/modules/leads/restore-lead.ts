import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { compareLater } from './compare-later.ts'
import { leadRestored } from './events.ts'
import { getLead, lockLead } from './queries.ts'
import type { Lead } from './schemas.ts'
import { standOnBoard } from './stand-on-board.ts'

/** Brings an archived lead back. One that was merged comes back by undoing that. */
export async function restoreLead(ctx: Context, id: string): Promise<Lead> {
  const before = await lockLead(ctx, id)
  if (!before.archived_at) return before
  if (before.merged_into_id)
    throw conflict('leads.merged', 'This lead was merged into another. Undo that to have it back.')
  ctx.db.send(
    db
      .updateTable('leads')
      .set((eb) => ({
        archived_at: null,
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  standOnBoard(ctx, [id])
  const lead = await getLead(ctx, id)
  compareLater(ctx, [id])
  recordEvent(ctx, leadRestored, lead)
  return lead
}
