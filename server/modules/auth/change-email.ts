import { signedInUser, type UserContext } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { conflict, unauthorized } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { normalizeEmail, queueMail } from '#platform/mail.ts'
import { addressTakenMail, newAddressMail, oldAddressMail } from './emails.ts'
import { recordUserEvent } from './events.ts'
import { findUserByEmail } from './queries.ts'

const lifetime = { hours: 24 }

/**
 * Asks both addresses to confirm a move to the new one; nothing changes until both have. A taken address is answered
 * alike: its owner is told, and the move can never be completed.
 */
export async function changeEmail(
  ctx: UserContext,
  new_email: string,
  public_url: string,
): Promise<{ status: 'confirmations_sent' }> {
  const user = await ctx.db.one(
    db.selectFrom('users').select(['id', 'email', 'name']).where('id', '=', signedInUser(ctx)).forUpdate(),
    () => unauthorized('auth.session_ended', 'This session has ended. Log in again.'),
  )
  const email = new_email.trim()
  if (normalizeEmail(email) === normalizeEmail(user.email))
    throw conflict('auth.email_unchanged', 'This is your address already.')
  const taken = await findUserByEmail(ctx, email)
  const [old_token, new_token] = [randomToken('nxe'), randomToken('nxe')]
  const now = ctx.now.toString()
  const link = (token: string) => `${public_url}/confirm-email/${token}`

  ctx.db.send(
    db.updateTable('email_changes').set({ ended_at: now }).where('user_id', '=', user.id).where('ended_at', 'is', null),
  )
  ctx.db.send(
    db.insertInto('email_changes').values({
      id: newId(),
      user_id: user.id,
      new_email: email,
      old_token_hash: hashToken(old_token),
      new_token_hash: taken ? null : hashToken(new_token),
      created_at: now,
      expires_at: ctx.now.add(lifetime).toString(),
    }),
  )
  queueMail(ctx, oldAddressMail(user, { new_email: email, link: link(old_token) }))
  queueMail(ctx, taken ? addressTakenMail(taken) : newAddressMail(email, link(new_token)))
  recordUserEvent(ctx, 'user.email_change_requested', user.id, { new_email: email })
  return { status: 'confirmations_sent' }
}
