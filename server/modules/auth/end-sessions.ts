import { signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { recordUserEvent } from './events.ts'

/** Ends one of one's own sessions, such as that of a lost telephone; it is dead from its next request on. */
export async function endSession(ctx: UserContext, session_id: string): Promise<void> {
  const { device } = await ctx.db.one(
    db
      .updateTable('sessions')
      .set({ ended_at: ctx.now.toString() })
      .where('id', '=', session_id)
      .where('user_id', '=', signedInUser(ctx))
      .where('ended_at', 'is', null)
      .returning('device'),
    () => notFound('session'),
  )
  recordUserEvent(ctx, 'user.session_ended', signedInUser(ctx), { session_id, device })
}

/** Signs out everywhere but here. */
export async function endOtherSessions(ctx: UserContext, session_id: string): Promise<{ ended_count: number }> {
  const ended_count = await endAllSessions(ctx, signedInUser(ctx), session_id)
  recordUserEvent(ctx, 'user.sessions_ended', signedInUser(ctx), { ended_count })
  return { ended_count }
}

/** Every session of a user, but for the one that is kept. */
export async function endAllSessions(ctx: UserContext, user_id: string, kept_id?: string): Promise<number> {
  const ended = await ctx.db.all(
    db
      .updateTable('sessions')
      .set({ ended_at: ctx.now.toString() })
      .where('user_id', '=', user_id)
      .where('ended_at', 'is', null)
      .$if(kept_id !== undefined, (query) => query.where('id', '!=', kept_id!))
      .returning('id'),
  )
  return ended.length
}
