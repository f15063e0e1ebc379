import { sql } from 'kysely'
import type { Context, UserContext } from '#platform/context.ts'
import { hashToken } from '#platform/crypto.ts'
import { db } from '#platform/database.ts'
import { gone, notFound } from '#platform/errors.ts'
import { roleName } from './role-words.ts'
import type { Invitation, InvitationPreview } from './schemas.ts'
import { hintOf } from './team-rules.ts'

export const invitationLifetime = { hours: 24 * 7 }

/** Those that can still be accepted: an expired one is as good as gone, until the sweep takes it. */
const invitations = (ctx: Context) =>
  db
    .selectFrom('invitations as i')
    .innerJoin('users as u', 'u.id', 'i.invited_by')
    .select(['i.id', 'i.email', 'i.role', 'i.custom_role_id', 'i.invited_by', 'u.name as invited_by_name'])
    .select(['i.created_at', 'i.expires_at', roleName('i').as('role_name')])
    .where('i.organization_id', '=', ctx.organization_id)
    .where('i.expires_at', '>', ctx.now.toString())

export async function listInvitations(ctx: Context): Promise<{ data: Invitation[] }> {
  return { data: await ctx.db.all(invitations(ctx).orderBy('i.id', 'desc')) }
}

export async function getInvitation(ctx: Context, id: string): Promise<Invitation> {
  return ctx.db.one(invitations(ctx).where('i.id', '=', id), () => notFound('invitation'))
}

export async function findInvitationTo(ctx: Context, email_normalized: string): Promise<Invitation | undefined> {
  return ctx.db.find(invitations(ctx).where('i.email_normalized', '=', email_normalized))
}

/** Those that a person sent, newest first. */
export async function listInvitationsBy(ctx: Context, user_id: string): Promise<Invitation[]> {
  return ctx.db.all(invitations(ctx).where('i.invited_by', '=', user_id).orderBy('i.id', 'desc'))
}

/** What the holder of the link may know before they sign in. A link that never was looks like one that is used up. */
export async function previewInvitation(ctx: UserContext, token: string): Promise<InvitationPreview> {
  const { email, ...preview } = await ctx.db.one(
    db
      .selectFrom('invitations as i')
      .innerJoin('users as u', 'u.id', 'i.invited_by')
      .innerJoin('organization_directory as d', 'd.organization_id', 'i.organization_id')
      .select(['d.name as organization_name', 'u.name as invited_by_name', 'i.role', 'i.email', 'i.expires_at'])
      .select(roleName('i').as('role_name'))
      .where('i.token_hash', '=', hashToken(token))
      .where('i.expires_at', '>', ctx.now.toString())
      .where('u.disabled_at', 'is', null),
    invitationGone,
  )
  return { ...preview, email_hint: hintOf(email) }
}

/** The open invitation behind a token, and whether the address it went to is the verified one of this user. */
export async function findInvitationByToken(ctx: UserContext, token: string, user_id: string) {
  return ctx.db.find(
    db
      .selectFrom('invitations as i')
      .innerJoin('organization_directory as d', 'd.organization_id', 'i.organization_id')
      .innerJoin('users as u', (join) => join.on('u.id', '=', user_id))
      .select(['i.organization_id', 'd.name', 'd.slug'])
      .select(sql<boolean>`u.email_normalized = i.email_normalized and u.verified_at is not null`.as('is_addressee'))
      .where('i.token_hash', '=', hashToken(token))
      .where('i.expires_at', '>', ctx.now.toString()),
  )
}

/** The same within the organisation, for whoever has entered it. */
export async function findOpenInvitation(ctx: Context, token: string): Promise<Invitation | undefined> {
  // What somebody sent who was disabled since waits until they are back.
  return ctx.db.find(invitations(ctx).where('i.token_hash', '=', hashToken(token)).where('u.disabled_at', 'is', null))
}

export const invitationGone = () =>
  gone(
    'organizations.invitation_gone',
    'This invitation was used, withdrawn, or has expired. Ask the person who sent it for a new one.',
  )
