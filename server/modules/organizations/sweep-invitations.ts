import type { UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** Addresses of people who never joined are not kept; that they were invited stays in the audit trail. */
export function sweepInvitations(ctx: UserContext): void {
  ctx.db.send(db.deleteFrom('invitations').where('expires_at', '<=', ctx.now.toString()))
}
