import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { gone } from '#platform/errors.ts'
import { endAllSessions } from './end-sessions.ts'
import { recordUserEvent } from './events.ts'
import type { TransactAsUser } from './log-in.ts'
import { aboutUser, hashNewPassword, refuseWeakPassword, setPassword } from './new-password.ts'
import type { Passwords } from './passwords.ts'
import { forgetGuesses } from './throttle.ts'

const attemptsPerLink = 5

/**
 * Sets a new password by the mailed link and ends every session. Nobody is signed in by it: the next sign-in asks for
 * the password, and for the second factor where there is one.
 */
export async function resetPassword(
  transactAsUser: TransactAsUser,
  passwords: Passwords,
  { token, password }: { token: string; password: string },
): Promise<{ status: 'password_reset' }> {
  const about = await transactAsUser(async (ctx) => aboutUser(ctx, await countAttempt(ctx, token)))
  refuseWeakPassword(password, about)
  const set = await hashNewPassword(passwords, password)
  await transactAsUser(async (ctx) => {
    const user = await useUp(ctx, token)
    if (!user.verified_at) verifyByReset(ctx, user.id)
    setPassword(ctx, user, set)
    await endAllSessions(ctx, user.id)
    await forgetGuesses(ctx, user.email)
    recordUserEvent(ctx, 'user.password_reset', user.id)
  })
  return { status: 'password_reset' }
}

/** Each link bears a few refused passwords, no more. */
async function countAttempt(ctx: UserContext, token: string): Promise<string> {
  const { user_id } = await ctx.db.one(
    db
      .updateTable('password_resets')
      .set((column) => ({ attempts: column('attempts', '+', 1) }))
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('attempts', '<', attemptsPerLink)
      .where('expires_at', '>', ctx.now.toString())
      .returning('user_id'),
    linkGone,
  )
  return user_id
}

async function useUp(ctx: UserContext, token: string) {
  const now = ctx.now.toString()
  const used = await ctx.db.one(
    db
      .updateTable('password_resets')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('user_id'),
    linkGone,
  )
  return ctx.db.one(
    db
      .selectFrom('users')
      .select(['id', 'email', 'name', 'verified_at'])
      .where('id', '=', used.user_id)
      .where('disabled_at', 'is', null),
    linkGone,
  )
}

/** Who opened the mailed link owns the address as surely as who opened the one of the sign-up. */
function verifyByReset(ctx: UserContext, user_id: string): void {
  ctx.db.send(db.updateTable('users').set({ verified_at: ctx.now.toString() }).where('id', '=', user_id))
  recordUserEvent(ctx, 'user.verified', user_id)
}

const linkGone = () => gone('auth.token_expired', 'This link has been used or has expired. Ask for a new one.')
