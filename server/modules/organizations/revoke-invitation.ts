import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invitationRevoked } from './events.ts'
import { getInvitation, listInvitationsBy } from './invitation-queries.ts'
import { lockTeam, ownRole } from './member-queries.ts'
import type { Invitation, MemberRole } from './schemas.ts'
import { mayManage, refuseAbove } from './team-rules.ts'

/** Takes an invitation back; its link is dead and its seat is free. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  const team = await lockTeam(ctx)
  const invitation = await getInvitation(ctx, id)
  refuseAbove(ownRole(ctx, team), invitation.role)
  revoke(ctx, invitation)
}

/** Takes back what a person could no longer send with the role that they have now, or with none. */
export async function revokeInvitationsBeyond(
  ctx: Context,
  user_id: string,
  role: MemberRole | undefined,
): Promise<void> {
  const sent = await listInvitationsBy(ctx, user_id)
  for (const invitation of sent) if (!mayManage(role, invitation.role)) revoke(ctx, invitation)
}

function revoke(ctx: Context, invitation: Invitation): void {
  ctx.db.send(
    db.deleteFrom('invitations').where('organization_id', '=', ctx.organization_id).where('id', '=', invitation.id),
  )
  recordEvent(ctx, invitationRevoked, invitation)
}
