import { signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, type Problem, unauthorized } from '#platform/errors.ts'
import { recordUserEvent } from './events.ts'
import type { TransactAsUser } from './log-in.ts'
import type { Passwords } from './passwords.ts'
import { forgetGuesses, recordWrongGuess, refuseManyGuesses } from './throttle.ts'

export type Proven = { id: string; email: string; name: string; password_hash: string }

/** Whoever is signed in shows by the password that it is still them; guesses count as at sign-in. `field` is where it came from. */
export async function provePassword(
  transactAsUser: TransactAsUser,
  passwords: Passwords,
  password: string,
  field: 'password' | 'current_password',
): Promise<Proven> {
  const user = await transactAsUser(async (ctx) => {
    const found = await ctx.db.one(
      db
        .selectFrom('users')
        .select(['id', 'email', 'name', 'password_hash'])
        .where('id', '=', signedInUser(ctx))
        .where('disabled_at', 'is', null),
      () => unauthorized('auth.session_ended', 'This session has ended. Log in again.'),
    )
    await refuseManyGuesses(ctx, found.email)
    return found
  })
  const matches = await passwords.matches(password, user.password_hash)
  await transactAsUser(async (ctx) => {
    if (matches) return forgetGuesses(ctx, user.email)
    await recordWrongGuess(ctx, user.email)
    recordUserEvent(ctx, 'user.step_up_failed', user.id)
    return undefined
  })
  if (!matches) throw passwordWrong(field)
  return user
}

export function passwordWrong(field: 'password' | 'current_password'): Problem {
  const detail = 'This is not your password.'
  return invalid('auth.password_wrong', detail, [{ pointer: `/${field}`, code: 'mismatch', detail }])
}
