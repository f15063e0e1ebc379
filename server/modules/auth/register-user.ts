import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import { normalizeEmail, queueMail } from '#platform/mail.ts'
import { alreadyRegisteredMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { sendResetLink } from './jobs.ts'
import { userByEmail } from './queries.ts'
import { sendVerification } from './resend-verification.ts'
import type { Registration } from './schemas.ts'

/**
 * Makes an account and sends the link that proves the address. For an address that has one already nothing changes,
 * and its owner is told by mail: the answer and the time it takes are the same.
 */
export async function registerUser(
  ctx: UserContext,
  { email, name, timezone }: Registration,
  hashes: { chosen: string; unusable: string },
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
        password_hash: hashes.chosen,
        created_at: now,
        updated_at: now,
      })
      .onConflict((taken) => taken.constraint('users_email_taken').doNothing())
      .returning(['id', 'email', 'name']),
    userByEmail(email),
  )
  if (user) recordUserEvent(ctx, 'user.registered', user.id)
  if (user) sendVerification(ctx, user, public_url)
  else if (known?.verified_at) await tellOwner(ctx, known, `${public_url}/login`)
  else if (known) letMailboxDecide(ctx, known, hashes.unusable)
  return { status: 'verification_sent' }
}

/** At most once an hour: whoever types the address of another over and over fills no mailbox. */
async function tellOwner(ctx: UserContext, owner: { id: string; email: string; name: string }, link: string) {
  const told = await ctx.db.find(
    db
      .selectFrom('user_events')
      .select('id')
      .where('user_id', '=', owner.id)
      .where('name', '=', 'user.registered_again')
      .where('created_at', '>', ctx.now.subtract({ hours: 1 }).toString())
      .limit(1),
  )
  if (told) return
  recordUserEvent(ctx, 'user.registered_again', owner.id)
  queueMail(ctx, alreadyRegisteredMail(owner, link))
}

/**
 * Two sign-ups with an address that nobody has proven: one of them may be a stranger's, who waits for the owner to
 * confirm an account whose password the stranger chose. So neither password holds, and who reads the mail sets one.
 */
function letMailboxDecide(ctx: UserContext, { id, email }: { id: string; email: string }, unusable: string): void {
  const now = ctx.now.toString()
  ctx.db.send(
    db
      .updateTable('users')
      .set({ password_hash: unusable, updated_at: now })
      .where('id', '=', id)
      .where('verified_at', 'is', null),
  )
  ctx.db.send(
    db.updateTable('email_verifications').set({ used_at: now }).where('user_id', '=', id).where('used_at', 'is', null),
  )
  recordUserEvent(ctx, 'user.registered_again', id)
  queueJob(ctx, sendResetLink, { email })
}
