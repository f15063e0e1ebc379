import type { UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { alreadyRegisteredMail, verificationMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { findUserByEmail } from './queries.ts'
import { normalizeEmail, refusePassword } from './rules.ts'
import type { Registration } from './schemas.ts'

export const verificationLifetime = { hours: 24 }

/** Before anything is hashed or looked up: what is wrong with the password. */
export function refuseWeakPassword(password: string): void {
  const mistake = refusePassword(password)
  if (mistake) throw invalid('auth.password_refused', mistake.detail, [{ pointer: '/password', ...mistake }])
}

/**
 * Makes an account and sends the link that proves the address. For an address that has one already nothing changes,
 * and its owner is told by mail: the answer and the time it takes are the same.
 */
export async function registerUser(
  ctx: UserContext,
  { email, name, timezone }: Registration,
  password_hash: string,
  public_url: string,
): Promise<{ status: 'verification_sent' }> {
  const now = ctx.now.toString()
  const user = await ctx.db.find(
    db
      .insertInto('users')
      .values({
        id: newId(),
        email: email.trim(),
        email_normalized: normalizeEmail(email),
        name,
        timezone: timezone ?? 'Asia/Singapore',
        password_hash,
        created_at: now,
        updated_at: now,
      })
      .onConflict((taken) => taken.constraint('users_email_taken').doNothing())
      .returning(['id', 'email', 'name']),
  )
  if (user) {
    recordUserEvent(ctx, 'user.registered', user.id)
    sendVerification(ctx, user, public_url)
  } else {
    const known = await findUserByEmail(ctx, email)
    if (known?.verified_at) queueMail(ctx, alreadyRegisteredMail(known, `${public_url}/login`))
    else if (known) sendVerification(ctx, known, public_url)
  }
  return { status: 'verification_sent' }
}

export function sendVerification(
  ctx: UserContext,
  user: { id: string; email: string; name: string },
  public_url: string,
): void {
  const token = randomToken('nxv')
  ctx.db.send(
    db.insertInto('email_verifications').values({
      token_hash: hashToken(token),
      user_id: user.id,
      created_at: ctx.now.toString(),
      expires_at: ctx.now.add(verificationLifetime).toString(),
    }),
  )
  queueMail(ctx, verificationMail(user, `${public_url}/verify/${token}`))
}
