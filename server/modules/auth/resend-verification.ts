import { sql } from 'kysely'
import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { findUserByEmail } from './queries.ts'
import { sendVerification } from './register-user.ts'

const coolDown = { minutes: 1 }

/** Sends a new link, at most one a minute; says the same whether or not there is anything to verify. */
export async function resendVerification(
  ctx: UserContext,
  email: string,
  public_url: string,
): Promise<{ status: 'verification_sent' }> {
  const user = await findUserByEmail(ctx, email)
  if (user && !user.verified_at && !(await wasJustSent(ctx, user.id))) sendVerification(ctx, user, public_url)
  return { status: 'verification_sent' }
}

async function wasJustSent(ctx: UserContext, user_id: string): Promise<boolean> {
  const recent = await ctx.db.find(
    db
      .selectFrom('email_verifications')
      .select(sql<number>`1`.as('found'))
      .where('user_id', '=', user_id)
      .where('created_at', '>', ctx.now.subtract(coolDown).toString())
      .limit(1),
  )
  return recent !== undefined
}
