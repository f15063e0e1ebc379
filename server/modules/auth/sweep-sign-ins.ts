import type { UserContext } from '#platform/context.ts'

/** Sessions and links are kept for a month after their end, for questions; guesses for a month after the last. */
export async function sweepSignIns(ctx: UserContext): Promise<void> {
  const month_ago = ctx.now.subtract({ hours: 24 * 30 }).toString()
  const remove = (rows: string, before: string) =>
    ctx.db.send({ text: `delete from ${rows} < $1::timestamptz`, parameters: [before] })
  // Their refresh tokens go with them.
  remove('sessions where least(ended_at, expires_at)', month_ago)
  remove('email_verifications where expires_at', month_ago)
  remove('password_resets where expires_at', month_ago)
  remove('email_changes where expires_at', month_ago)
  remove('passkey_challenges where expires_at', ctx.now.toString())
  remove('sign_in_throttles where greatest(failed_at, blocked_until)', month_ago)
}
