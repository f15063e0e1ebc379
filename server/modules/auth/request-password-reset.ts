import type { UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { passwordResetMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { lockUserByEmail } from './queries.ts'

const lifetime = { minutes: 30 }
const coolDown = { minutes: 1 }
const perHour = 10

/**
 * Mails a link that sets a new password; a job, so that the request costs the same whether or not the address is
 * known. A new link voids the one before. It also proves the address, for whoever has not done that yet.
 */
export async function requestPasswordReset(ctx: UserContext, email: string, public_url: string): Promise<void> {
  const user = await lockUserByEmail(ctx, email)
  if (!user || user.disabled_at) return
  const recent = await ctx.db.all(
    db
      .selectFrom('password_resets')
      .select('created_at')
      .where('user_id', '=', user.id)
      .where('created_at', '>', ctx.now.subtract({ hours: 1 }).toString()),
  )
  const justNow = ctx.now.subtract(coolDown)
  if (recent.length >= perHour || recent.some(({ created_at }) => Temporal.Instant.compare(created_at, justNow) > 0))
    return

  const token = randomToken('nxp')
  const now = ctx.now.toString()
  ctx.db.send(
    db.updateTable('password_resets').set({ used_at: now }).where('user_id', '=', user.id).where('used_at', 'is', null),
  )
  ctx.db.send(
    db.insertInto('password_resets').values({
      token_hash: hashToken(token),
      user_id: user.id,
      created_at: now,
      expires_at: ctx.now.add(lifetime).toString(),
    }),
  )
  recordUserEvent(ctx, 'user.password_reset_requested', user.id)
  queueMail(ctx, passwordResetMail(user, `${public_url}/reset-password/${token}`))
}
