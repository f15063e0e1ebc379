import { recordEvent } from '#modules/events/record-event.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { hashToken, randomToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { normalizeEmail, queueMail } from '#platform/mail.ts'
import { invitationMail } from './emails.ts'
import { invitationCreated } from './events.ts'
import { findInvitationTo, getInvitation, invitationLifetime } from './invitation-queries.ts'
import { chooseRole } from './choose-role.ts'
import { getSeats, lockTeam, ownRole } from './member-queries.ts'
import { getOrganization } from './queries.ts'
import type { Invitation, NewInvitation } from './schemas.ts'
import { refuseAbove, refuseWithoutSeat } from './team-rules.ts'

/** Asks a person to join. A new invitation to the same address takes the place of the one before, whose link is dead. */
export async function createInvitation(ctx: Context, input: NewInvitation, public_url: string): Promise<Invitation> {
  const team = await lockTeam(ctx)
  const email_normalized = normalizeEmail(input.email)
  const former = await findInvitationTo(ctx, email_normalized)
  refuseAbove(ownRole(ctx, team), input.role, ...(former ? [former.role] : []))
  const { role, custom_role_id } = await chooseRole(ctx, input)
  await refuseMember(ctx, email_normalized)
  refuseWithoutSeat(await getSeats(ctx, email_normalized))

  const token = randomToken('nxi')
  const id = newId()
  const row = {
    id,
    email: input.email.trim(),
    role,
    custom_role_id,
    ...sentBy(ctx, token),
    created_at: ctx.now.toString(),
  }
  ctx.db.send(
    db
      .insertInto('invitations')
      .values({ organization_id: ctx.organization_id, email_normalized, ...row })
      .onConflict((taken) => taken.constraint('invitations_email_taken').doUpdateSet(row)),
  )
  const invitation = await getInvitation(ctx, id)
  await mailInvitation(ctx, invitation, token, public_url)
  recordEvent(ctx, invitationCreated, invitation)
  return invitation
}

/** The columns that each sending renews. */
export const sentBy = (ctx: Context, token: string) => ({
  token_hash: hashToken(token),
  invited_by: signedInUser(ctx),
  expires_at: ctx.now.add(invitationLifetime).toString(),
})

export async function mailInvitation(ctx: Context, invitation: Invitation, token: string, public_url: string) {
  const { name } = await getOrganization(ctx)
  queueMail(ctx, invitationMail(invitation, name, `${public_url}/invitations/${token}`))
}

async function refuseMember(ctx: Context, email_normalized: string): Promise<void> {
  const member = await ctx.db.find(
    db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select('u.name')
      .where('m.organization_id', '=', ctx.organization_id)
      .where('u.email_normalized', '=', email_normalized),
  )
  if (member) throw alreadyMember()
}

export const alreadyMember = () =>
  conflict('organizations.already_member', 'The person with this address belongs to the organisation already.')
