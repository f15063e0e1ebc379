import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { savedViewShared } from './events.ts'
import { lockOwnView, savedViewColumns } from './queries.ts'
import type { SavedView } from './schemas.ts'

/** The whole team sees it from now on. Twice changes nothing. */
export async function shareSavedView(ctx: Context, id: string): Promise<SavedView> {
  const before = await lockOwnView(ctx, id)
  if (before.is_shared) return before
  const view = await ctx.db.one(
    db
      .updateTable('saved_views')
      .set((eb) => ({ is_shared: true, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(savedViewColumns),
  )
  recordEvent(ctx, savedViewShared, view)
  return view
}
