import { type Context, signedInUser } from '#platform/context.ts'
import { memberLeft } from './events.ts'
import { getMember, lockTeam } from './member-queries.ts'
import { endMembership } from './remove-member.ts'

/** Goes of one's own will; the last owner cannot. */
export async function leaveOrganization(ctx: Context): Promise<void> {
  const team = await lockTeam(ctx)
  const member = await getMember(ctx, signedInUser(ctx))
  await endMembership(ctx, team, member, memberLeft)
}
