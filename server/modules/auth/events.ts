import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'

export type UserEventName =
  | 'user.registered'
  | 'user.verified'
  | 'user.logged_in'
  | 'user.login_failed'
  | 'user.logged_out'
  | 'user.updated'
  | 'user.refresh_reused'
  | 'user.session_ended'
  | 'user.sessions_ended'
  | 'user.stepped_up'
  | 'user.step_up_failed'
  | 'user.password_changed'
  | 'user.password_reset_requested'
  | 'user.password_reset'
  | 'user.email_change_requested'
  | 'user.email_changed'

/** What happened to an account, outside any organisation; written in the transaction of the change, like every event. */
export function recordUserEvent(
  ctx: UserContext,
  name: UserEventName,
  user_id: string,
  data: Record<string, unknown> = {},
): void {
  ctx.db.send(
    db.insertInto('user_events').values({
      id: newId(),
      user_id,
      name,
      data,
      request_id: ctx.request_id,
      ip: ctx.ip,
      created_at: ctx.now.toString(),
    }),
  )
}
