import { changesBetween } from '#modules/events/record-event.ts'
import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { recordUserEvent } from './events.ts'
import { getMe } from './queries.ts'
import type { Me, MyChanges } from './schemas.ts'

/** A person's own profile: one editor, so no version to compare. */
export async function updateMe(ctx: UserContext, changes: MyChanges, session_id?: string): Promise<Me> {
  const user_id = signedInUser(ctx)
  const before = await getMe(ctx, user_id)
  ctx.db.send(
    db
      .updateTable('users')
      .set({ ...changes, updated_at: ctx.now.toString() })
      .where('id', '=', user_id),
  )
  const me = await getMe(ctx, user_id, session_id)
  const { name, timezone } = me
  recordUserEvent(
    ctx,
    'user.updated',
    user_id,
    changesBetween({ name: before.name, timezone: before.timezone }, { name, timezone }),
  )
  return me
}
