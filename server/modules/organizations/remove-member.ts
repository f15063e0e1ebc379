import type { EventDefinition } from '#modules/events/define-event.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { memberRemoved } from './events.ts'
import { getMember, lockTeam, ownRole, type Team } from './member-queries.ts'
import { listOffersOf } from './ownership-queries.ts'
import { revokeInvitationsBeyond } from './revoke-invitation.ts'
import type { Member } from './schemas.ts'
import { refuseAbove, refuseWithoutOwner } from './team-rules.ts'
import { withdrawOffers } from './withdraw-ownership.ts'

/** Takes a person out of the organisation, from their next request on. What they did stays on record. */
export async function removeMember(ctx: Context, user_id: string): Promise<void> {
  const team = await lockTeam(ctx)
  const member = await getMember(ctx, user_id)
  refuseAbove(ownRole(ctx, team), member.role)
  await endMembership(ctx, team, member, memberRemoved)
}

/** Takes back what the person offered to others and what was offered to them, along with the membership. */
export async function endMembership(
  ctx: Context,
  team: Team,
  member: Member,
  ended: EventDefinition<Member>,
): Promise<void> {
  if (member.role === 'owner') refuseWithoutOwner(team)
  ctx.db.send(
    db.deleteFrom('memberships').where('organization_id', '=', ctx.organization_id).where('user_id', '=', member.id),
  )
  recordEvent(ctx, ended, member)
  await revokeInvitationsBeyond(ctx, member.id, undefined)
  withdrawOffers(ctx, await listOffersOf(ctx, { from_user_id: member.id, to_user_id: member.id }))
}
