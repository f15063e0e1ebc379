import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/**
 * Whether the password that was checked is still the one. A hash takes its time, and a reset in that time ends all
 * that the old password opened: held until the end of the transaction, so that one of the two comes after the other.
 */
export async function isStillPassword(
  ctx: UserContext,
  { id, password_hash }: { id: string; password_hash: string },
): Promise<boolean> {
  const user = await ctx.db.find(
    db
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', id)
      .where('disabled_at', 'is', null)
      .forNoKeyUpdate(),
  )
  return user?.password_hash === password_hash
}
