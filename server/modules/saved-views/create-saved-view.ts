import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { savedViewCreated } from './events.ts'
import { ownerOf, savedViewColumns } from './queries.ts'
import { normalizeName, refuseNameTaken } from './refuse-name-taken.ts'
import type { NewSavedView, SavedView } from './schemas.ts'

/** More than this nobody finds anything in. */
const most = 100

/** Of one member alone, until it is shared. */
export async function createSavedView(ctx: Context, input: NewSavedView): Promise<SavedView> {
  const user_id = ownerOf(ctx)
  const { count } = await ctx.db.one<{ count: number }>({
    text: `select count(*)::int as count from saved_views
           where organization_id = $1 and user_id = $2 and list = $3 and archived_at is null`,
    parameters: [ctx.organization_id, user_id, input.list],
  })
  if (count >= most)
    throw conflict('saved_views.too_many', `You have ${most} views of this list. Delete one that you do not use.`)
  const view = await ctx.db
    .one(
      db
        .insertInto('saved_views')
        .values({
          ...input,
          organization_id: ctx.organization_id,
          id: newId(),
          user_id,
          user_name: ctx.actor.on_behalf_of?.name ?? ctx.actor.name,
          name_normalized: normalizeName(input.name),
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(savedViewColumns),
    )
    .catch(refuseNameTaken)
  recordEvent(ctx, savedViewCreated, view)
  return view
}
