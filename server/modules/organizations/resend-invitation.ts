import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { normalizeEmail } from '#platform/mail.ts'
import { mailInvitation, sentBy } from './create-invitation.ts'
import { invitationResent } from './events.ts'
import { getInvitation } from './invitation-queries.ts'
import { getSeats, lockTeam, ownRole } from './member-queries.ts'
import type { Invitation } from './schemas.ts'
import { refuseAbove, refuseWithoutSeat } from './team-rules.ts'

/** Sends a new link for another seven days; the link of the former mail is dead. */
export async function resendInvitation(ctx: Context, id: string, public_url: string): Promise<Invitation> {
  const team = await lockTeam(ctx)
  const { email, role } = await getInvitation(ctx, id)
  refuseAbove(ownRole(ctx, team), role)
  refuseWithoutSeat(await getSeats(ctx, normalizeEmail(email)))

  const token = randomToken('nxi')
  ctx.db.send(
    db
      .updateTable('invitations')
      .set(sentBy(ctx, token))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  const invitation = await getInvitation(ctx, id)
  await mailInvitation(ctx, invitation, token, public_url)
  recordEvent(ctx, invitationResent, invitation)
  return invitation
}
