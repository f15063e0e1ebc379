import type { UserContext } from '#platform/context.ts'
import { endAllSessions } from './end-sessions.ts'
import { recordUserEvent } from './events.ts'
import { isStillPassword } from './is-still-password.ts'
import { type NewPassword, setPassword } from './new-password.ts'
import { passwordWrong, type Proven } from './prove-password.ts'

/** Sets the new password and signs out everywhere but here: a thief's session ends with the password they knew. */
export async function changePassword(
  ctx: UserContext,
  user: Proven,
  password: NewPassword,
  session_id: string,
): Promise<{ ended_count: number }> {
  if (!(await isStillPassword(ctx, user))) throw passwordWrong('current_password')
  setPassword(ctx, user, password)
  const ended_count = await endAllSessions(ctx, user.id, session_id)
  recordUserEvent(ctx, 'user.password_changed', user.id, { ended_count })
  return { ended_count }
}
