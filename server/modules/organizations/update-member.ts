import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { chooseRole, type GivenRole } from './choose-role.ts'
import { memberUpdated } from './events.ts'
import { getMember, lockTeam, ownRole } from './member-queries.ts'
import { listOffersOf } from './ownership-queries.ts'
import { revokeInvitationsBeyond } from './revoke-invitation.ts'
import type { Member, MemberChanges } from './schemas.ts'
import { refuseAbove, refuseWithoutOwner } from './team-rules.ts'
import { withdrawOffers } from './withdraw-ownership.ts'

/** Gives a member another role. What they do next is held to it: each request asks for the role anew. */
export async function updateMember(ctx: Context, user_id: string, wanted: MemberChanges): Promise<Member> {
  const team = await lockTeam(ctx)
  const before = await getMember(ctx, user_id)
  const given = await chooseRole(ctx, wanted)
  if (given.role === before.role && given.custom_role_id === before.custom_role_id) return before
  refuseAbove(ownRole(ctx, team), before.role, given.role)
  if (before.role === 'owner') refuseWithoutOwner(team)
  return changeRole(ctx, before, given)
}

/** Writes the new role, and takes back what only the old one could offer to others. */
export async function changeRole(ctx: Context, before: Member, given: GivenRole): Promise<Member> {
  ctx.db.send(
    db
      .updateTable('memberships')
      .set(given)
      .where('organization_id', '=', ctx.organization_id)
      .where('user_id', '=', before.id),
  )
  const member = await getMember(ctx, before.id)
  recordEvent(ctx, memberUpdated, member, changesBetween(before, member))
  await revokeInvitationsBeyond(ctx, before.id, given.role)
  if (given.role !== 'owner') withdrawOffers(ctx, await listOffersOf(ctx, { from_user_id: before.id }))
  return member
}
