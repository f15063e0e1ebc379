import type { UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { verificationMail } from './emails.ts'
import { lockUserByEmail } from './queries.ts'

const verificationLifetime = { hours: 24 }
const coolDown = { minutes: 1 }

/** Sends a new link to an address that waits for one; a job, so that the request costs the same for every address. */
export async function resendVerification(ctx: UserContext, email: string, public_url: string): Promise<void> {
  const user = await lockUserByEmail(ctx, email)
  if (user && !user.verified_at) await sendVerificationOnce(ctx, user, public_url)
}

/** At most one a minute. The caller holds the user's row, so that two at once do not both send. */
export async function sendVerificationOnce(
  ctx: UserContext,
  user: { id: string; email: string; name: string },
  public_url: string,
): Promise<void> {
  const recent = await ctx.db.find(
    db
      .selectFrom('email_verifications')
      .select('created_at')
      .where('user_id', '=', user.id)
      .where('created_at', '>', ctx.now.subtract(coolDown).toString())
      .limit(1),
  )
  if (!recent) sendVerification(ctx, user, public_url)
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
