import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { savedViewUpdated } from './events.ts'
import { lockOwnView, savedViewColumns } from './queries.ts'
import { normalizeName, refuseNameTaken } from './refuse-name-taken.ts'
import type { SavedView, SavedViewChanges } from './schemas.ts'

export async function updateSavedView(
  ctx: Context,
  id: string,
  version: number,
  changes: SavedViewChanges,
): Promise<SavedView> {
  const before = await lockOwnView(ctx, id)
  if (before.version !== version) throw staleVersion('view')
  const view = await ctx.db
    .one(
      db
        .updateTable('saved_views')
        .set({
          ...changes,
          ...(changes.name && { name_normalized: normalizeName(changes.name) }),
          version: version + 1,
          updated_at: ctx.now.toString(),
        })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .returning(savedViewColumns),
    )
    .catch(refuseNameTaken)
  recordEvent(ctx, savedViewUpdated, view, changesBetween(before, view))
  return view
}
