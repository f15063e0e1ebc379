import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { forbidden, Problem, unauthorized } from '#platform/errors.ts'
import { queueMail } from '#platform/mail.ts'
import { guessedMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { isStillPassword } from './is-still-password.ts'
import type { Passwords } from './passwords.ts'
import { proveSecondFactor, type SecondFactors } from './prove-second-factor.ts'
import { findUserByEmail } from './queries.ts'
import type { Login } from './schemas.ts'
import type { SessionStarter, Started } from './start-session.ts'
import { forgetGuesses, recordWrongGuess, refuseManyGuesses } from './throttle.ts'

export type TransactAsUser = <T>(work: (ctx: UserContext) => Promise<T>) => Promise<T>
type User = NonNullable<Awaited<ReturnType<typeof findUserByEmail>>>

/** From this many wrong guesses on the owner is told that the next one was right. */
const worthAMail = 5

/**
 * Checks address and password, in the same time whether or not the address is known, and then the second factor where
 * there is one. The hash is computed between two transactions, so that no database connection waits for it.
 */
export async function logIn(
  transactAsUser: TransactAsUser,
  passwords: Passwords,
  { email, password, ...proof }: Login,
  second_factors: SecondFactors,
  replaces: string | undefined,
  startSession: SessionStarter,
): Promise<Started> {
  const user = await transactAsUser(async (ctx) => {
    await refuseManyGuesses(ctx, email)
    return findUserByEmail(ctx, email)
  })
  const matches = await passwords.matches(password, user?.password_hash)
  if (!user || !matches || user.disabled_at) {
    await transactAsUser(async (ctx) => {
      await recordWrongGuess(ctx, email)
      if (user) recordUserEvent(ctx, 'user.login_failed', user.id)
    })
    throw unauthorized('auth.invalid_credentials', 'The e-mail address or the password is not right.')
  }
  const stronger = passwords.isWeak(user.password_hash) ? await passwords.hash(password) : undefined
  const started = await transactAsUser(async (ctx) => {
    if (!(await isStillPassword(ctx, user))) return 'password_changed' as const
    const has_second_factor = await proveSecondFactor(ctx, user, proof, second_factors)
    if (has_second_factor instanceof Problem) return has_second_factor
    const { wrong_guesses } = await forgetGuesses(ctx, email)
    if (!user.verified_at) return notVerified()
    if (wrong_guesses >= worthAMail) queueMail(ctx, guessedMail(user, { wrong_guesses, ip: ctx.ip, at: ctx.now }))
    if (stronger) keepStrongerHash(ctx, user, stronger)
    return startSession(ctx, { user, has_second_factor, replaces })
  })
  if (started !== 'password_changed') return orThrow(started)
  return logIn(transactAsUser, passwords, { email, password, ...proof }, second_factors, replaces, startSession)
}

const notVerified = () =>
  forbidden('auth.email_not_verified', 'Confirm your e-mail address first: open the link in the mail we sent you.')

/** The price of a hash went up since this one was made. A password that was changed in the meantime stays. */
function keepStrongerHash(ctx: UserContext, { id, password_hash }: User, stronger: string): void {
  ctx.db.send(
    db
      .updateTable('users')
      .set({ password_hash: stronger })
      .where('id', '=', id)
      .where('password_hash', '=', password_hash),
  )
}

/** Throws a refusal whose own writes had to be committed first. */
export function orThrow<T>(result: T | Problem): T {
  if (result instanceof Problem) throw result
  return result
}
