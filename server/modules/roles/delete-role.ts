import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { roleDeleted } from './events.ts'
import { lockTeam, ownRole } from '#modules/organizations/member-queries.ts'
import { getRole, holders } from './queries.ts'
import { refuseInUse } from './rules.ts'
import { sweepInvitationsTo } from '#modules/organizations/sweep-invitations.ts'
import { refuseAbove } from '#modules/organizations/team-rules.ts'

/** Takes away a role that nobody holds and nobody is invited to. */
export async function deleteRole(ctx: Context, id: string): Promise<void> {
  refuseAbove(ownRole(ctx, await lockTeam(ctx)), 'custom')
  const role = await getRole(ctx, id)
  const [members, invitations] = await ctx.db.batch(holders(ctx, id), openInvitations(ctx, id))
  refuseInUse({ members, invitations })
  sweepInvitationsTo(ctx, id)
  ctx.db.send(db.deleteFrom('custom_roles').where('organization_id', '=', ctx.organization_id).where('id', '=', id))
  recordEvent(ctx, roleDeleted, role)
}

const openInvitations = (ctx: Context, custom_role_id: string) =>
  db
    .selectFrom('invitations')
    .select('email')
    .where('organization_id', '=', ctx.organization_id)
    .where('custom_role_id', '=', custom_role_id)
    .where('expires_at', '>', ctx.now.toString())
    .orderBy('email')
