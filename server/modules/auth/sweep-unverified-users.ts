import type { UserContext } from '#platform/context.ts'
import { recordUserEvent } from './events.ts'

const kept = { hours: 24 * 7 }

/**
 * Removes accounts whose address nobody confirmed in a week, unless a link for doing so is still open. Invitations are
 * bound to the address, not to the account, and wait for whoever proves it. A disabled account stays, or whoever was
 * shut out could sign up again.
 */
export async function sweepUnverifiedUsers(ctx: UserContext): Promise<void> {
  const removed = await ctx.db.all<{ id: string }>({
    text: 'select remove_unverified_users($1::timestamptz, $2::timestamptz) as id',
    parameters: [ctx.now.subtract(kept).toString(), ctx.now.toString()],
  })
  for (const { id } of removed) recordUserEvent(ctx, 'user.removed_unverified', id)
}
