import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { memberUpdated } from './events.ts'
import { getMember, lockTeam, ownRole } from './member-queries.ts'
import { listOffersOf } from './ownership-queries.ts'
import { revokeInvitationsBeyond } from './revoke-invitation.ts'
import type { Member, MemberChanges, Role } from './schemas.ts'
import { refuseAbove, refuseWithoutOwner } from './team-rules.ts'
import { withdrawOffers } from './withdraw-ownership.ts'

/** Gives a member another role. What they do next is held to it: each request asks for the role anew. */
export async function updateMember(ctx: Context, user_id: string, { role }: MemberChanges): Promise<Member> {
  const team = await lockTeam(ctx)
  const before = await getMember(ctx, user_id)
  if (role === before.role) return before
  refuseAbove(ownRole(ctx, team), before.role, role)
  if (before.role === 'owner') refuseWithoutOwner(team)
  return changeRole(ctx, before, role)
}

/** Writes the new role, and takes back what only the old one could offer to others. */
export async function changeRole(ctx: Context, before: Member, role: Role): Promise<Member> {
  ctx.db.send(
    db
      .updateTable('memberships')
      .set({ role })
      .where('organization_id', '=', ctx.organization_id)
      .where('user_id', '=', before.id),
  )
  const member = { ...before, role }
  recordEvent(ctx, memberUpdated, member, changesBetween(before, member))
  await revokeInvitationsBeyond(ctx, before.id, role)
  if (role !== 'owner') withdrawOffers(ctx, await listOffersOf(ctx, { from_user_id: before.id }))
  return member
}
