import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { recordUserEvent } from './events.ts'

/** Ends the session that the request came with; what it held is dead from the next request on. */
export async function logOut(ctx: UserContext, session_id: string): Promise<void> {
  await ctx.db.all(
    db
      .updateTable('sessions')
      .set({ ended_at: ctx.now.toString() })
      .where('id', '=', session_id)
      .where('ended_at', 'is', null),
  )
  recordUserEvent(ctx, 'user.logged_out', signedInUser(ctx), { session_id })
}
