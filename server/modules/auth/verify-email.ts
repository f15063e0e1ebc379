import type { UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { gone } from '#platform/errors.ts'
import { recordUserEvent } from './events.ts'

/** Uses up the link from the mail. Once the address is verified, its other open links say so too. */
export async function verifyEmail(ctx: UserContext, token: string): Promise<{ status: 'verified' }> {
  const now = ctx.now.toString()
  const used = await ctx.db.find(
    db
      .updateTable('email_verifications')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('user_id'),
  )
  if (!used) throw gone('auth.token_expired', 'This link has been used or has expired. Ask for a new one.')
  await ctx.db.all(
    db
      .updateTable('users')
      .set({ verified_at: now, updated_at: now })
      .where('id', '=', used.user_id)
      .where('verified_at', 'is', null),
  )
  recordUserEvent(ctx, 'user.verified', used.user_id)
  return { status: 'verified' }
}
