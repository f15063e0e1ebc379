import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { savedViewRestored } from './events.ts'
import { lockOwnView, savedViewColumns } from './queries.ts'
import { refuseNameTaken } from './refuse-name-taken.ts'
import type { SavedView } from './schemas.ts'

/** Brings a view back that was taken away. Twice changes nothing. */
export async function restoreSavedView(ctx: Context, id: string): Promise<SavedView> {
  const before = await lockOwnView(ctx, id)
  if (!before.archived_at) return before
  const view = await ctx.db
    .one(
      db
        .updateTable('saved_views')
        .set((eb) => ({ archived_at: null, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .returning(savedViewColumns),
    )
    .catch(refuseNameTaken)
  recordEvent(ctx, savedViewRestored, view)
  return view
}
