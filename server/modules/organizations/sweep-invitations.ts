import type { Context, UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'

/** Addresses of people who never joined are not kept; that they were invited stays in the audit trail. */
export function sweepInvitations(ctx: UserContext): void {
  ctx.db.send(db.deleteFrom('invitations').where('expires_at', '<=', ctx.now.toString()))
}

/** Those to a role that is about to go: what expired since the last night would hold it. */
export function sweepInvitationsTo(ctx: Context, custom_role_id: string): void {
  ctx.db.send(
    db
      .deleteFrom('invitations')
      .where('organization_id', '=', ctx.organization_id)
      .where('custom_role_id', '=', custom_role_id)
      .where('expires_at', '<=', ctx.now.toString()),
  )
}
