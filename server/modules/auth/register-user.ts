import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { normalizeEmail, queueMail } from '#platform/mail.ts'
import { alreadyRegisteredMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { userByEmail } from './queries.ts'
import { sendVerification, sendVerificationOnce } from './resend-verification.ts'
import type { Registration } from './schemas.ts'

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
  const [[user], [known]] = await ctx.db.batch(
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
    userByEmail(email),
  )
  if (user) recordUserEvent(ctx, 'user.registered', user.id)
  if (user) sendVerification(ctx, user, public_url)
  else if (known?.verified_at) queueMail(ctx, alreadyRegisteredMail(known, `${public_url}/login`))
  else if (known) await sendVerificationOnce(ctx, known, public_url)
  return { status: 'verification_sent' }
}
