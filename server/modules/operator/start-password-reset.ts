import { byOperator } from '#modules/auth/disable-user.ts'
import { passwordResetStarted } from '#modules/auth/events.ts'
import { requestPasswordReset } from '#modules/auth/request-password-reset.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'

/** Has the person mailed the link that they could ask for themselves. The operator neither sees nor sets anything. */
export async function startPasswordReset(ctx: Context, user_id: string, public_url: string): Promise<void> {
  const { id, name, email } = await ctx.db.one(
    db.selectFrom('users').select(['id', 'name', 'email']).where('id', '=', user_id).where('disabled_at', 'is', null),
    () => notFound('user'),
  )
  await requestPasswordReset(byOperator(ctx), email, public_url)
  recordEvent(ctx, passwordResetStarted, { id, name })
}
