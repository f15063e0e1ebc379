import { recordEvent } from '#modules/events/record-event.ts'
import { type Context, signedInUser, type UserContext } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { forbidden } from '#platform/errors.ts'
import { chooseRole } from './choose-role.ts'
import { alreadyMember } from './create-invitation.ts'
import { invitationAccepted, memberJoined } from './events.ts'
import { findInvitationByToken, findOpenInvitation, invitationGone } from './invitation-queries.ts'
import { getMember, getSeats, lockTeam } from './member-queries.ts'
import type { AcceptedInvitation } from './schemas.ts'
import { mayManage, refuseWithoutSeat } from './team-rules.ts'

/** Joins the organisation behind the token, once, and only as the owner of the address that it was sent to. */
export async function acceptInvitation(ctx: UserContext, token: string): Promise<AcceptedInvitation> {
  const user_id = signedInUser(ctx)
  const found = await findInvitationByToken(ctx, token, user_id)
  if (!found) throw invitationGone()
  if (!found.is_addressee)
    throw forbidden(
      'organizations.invitation_for_another',
      'This invitation was sent to another address. Log in as the person it was sent to.',
    )
  const { organization_id, name, slug } = found
  ctx.db.enter(organization_id)
  const inside: Context = { ...ctx, organization_id, actor: ctx.actor! }
  const team = await lockTeam(inside)
  // Asked again: while this request waited for the team, the invitation may have been used or withdrawn.
  const invitation = await findOpenInvitation(inside, token)
  if (!invitation || !mayManage(team.get(invitation.invited_by), invitation.role)) throw invitationGone()
  if (team.has(user_id)) throw alreadyMember()
  // Only members count here: when the plan became smaller, the first of the invited still take what is free.
  const { seat_limit } = await getSeats(inside, '')
  refuseWithoutSeat({ seats_used: team.size, seat_limit })
  const { id, role, custom_role_id, role_name } = invitation
  const given = await chooseRole(inside, { role, ...(custom_role_id && { custom_role_id }) })
  ctx.db.send(db.deleteFrom('invitations').where('organization_id', '=', organization_id).where('id', '=', id))
  ctx.db.send(
    db.insertInto('memberships').values({ organization_id, user_id, ...given, created_at: ctx.now.toString() }),
  )
  recordEvent(inside, invitationAccepted, invitation)
  recordEvent(inside, memberJoined, await getMember(inside, user_id))
  return { organization_id, name, slug, role, custom_role_id, role_name }
}
