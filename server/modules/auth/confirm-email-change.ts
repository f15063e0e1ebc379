import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { conflict, gone, onConstraint } from '#platform/errors.ts'
import { normalizeEmail, queueMail } from '#platform/mail.ts'
import { emailChangedMail } from './emails.ts'
import { recordUserEvent } from './events.ts'

/** One address confirms; the second of the two makes the change. A link followed twice says the same again. */
export async function confirmEmailChange(
  ctx: UserContext,
  token: string,
): Promise<{ status: 'waiting_for_other' | 'changed' }> {
  const change = await ctx.db.one(confirmation(token, ctx.now.toString()), () =>
    gone('auth.token_expired', 'This link has been used or has expired. Ask for a new one.'),
  )
  if (!change.is_complete) return { status: 'waiting_for_other' }
  await moveAccount(ctx, change)
  return { status: 'changed' }
}

type Change = { id: string; user_id: string; new_email: string; is_complete: boolean }

const confirmation = (token: string, now: string): TextQuery<Change> => ({
  text: `update email_changes set
           old_confirmed_at = case when old_token_hash = $1 then coalesce(old_confirmed_at, $2) else old_confirmed_at end,
           new_confirmed_at = case when new_token_hash = $1 then coalesce(new_confirmed_at, $2) else new_confirmed_at end
         where (old_token_hash = $1 or new_token_hash = $1) and ended_at is null and expires_at > $2::timestamptz
         returning id, user_id, new_email, old_confirmed_at is not null and new_confirmed_at is not null as is_complete`,
  parameters: [hashToken(token), now],
})

/** Mail that was sent to the old address for setting a password is void with it. */
async function moveAccount(ctx: UserContext, { id, user_id, new_email }: Change): Promise<void> {
  const now = ctx.now.toString()
  const { email: old_email, name } = await ctx.db.one(
    db.selectFrom('users').select(['email', 'name']).where('id', '=', user_id).forUpdate(),
  )
  await ctx.db
    .all(
      db
        .updateTable('users')
        .set({ email: new_email, email_normalized: normalizeEmail(new_email), updated_at: now })
        .where('id', '=', user_id),
    )
    .catch(
      onConstraint('users_email_taken', () =>
        conflict('auth.email_taken', 'Another account has this address by now. Choose a different one.'),
      ),
    )
  ctx.db.send(db.updateTable('email_changes').set({ ended_at: now }).where('id', '=', id))
  ctx.db.send(
    db.updateTable('password_resets').set({ used_at: now }).where('user_id', '=', user_id).where('used_at', 'is', null),
  )
  recordUserEvent(ctx, 'user.email_changed', user_id, { email: { before: old_email, after: new_email } })
  queueMail(ctx, emailChangedMail({ email: old_email, name }, { new_email, at: ctx.now }))
}
