import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { savedViewUnshared } from './events.ts'
import { lockSavedView, savedViewColumns } from './queries.ts'
import type { SavedView } from './schemas.ts'

/** Only whose it is sees it from now on. Anybody who may share may say so, for people leave. Twice changes nothing. */
export async function unshareSavedView(ctx: Context, id: string): Promise<SavedView> {
  const before = await lockSavedView(ctx, id)
  if (!before.is_shared) return before
  const view = await ctx.db.one(
    db
      .updateTable('saved_views')
      .set((eb) => ({ is_shared: false, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(savedViewColumns),
  )
  recordEvent(ctx, savedViewUnshared, view)
  return view
}
