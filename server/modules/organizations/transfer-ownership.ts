import { recordEvent } from '#modules/events/record-event.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueMail } from '#platform/mail.ts'
import { ownershipMail } from './emails.ts'
import { ownershipOffered } from './events.ts'
import { getMember, lockTeam, ownRole } from './member-queries.ts'
import { getMyOffer, listOwnershipOffers } from './ownership-queries.ts'
import { getOrganization } from './queries.ts'
import type { NewOwner, OwnershipOffer } from './schemas.ts'
import { refuseAbove } from './team-rules.ts'
import { withdrawOffers } from './withdraw-ownership.ts'

const offerLifetime = { hours: 24 * 7 }

/** Asks a member to be owner in one's place. A new offer takes the place of the one before. */
export async function transferOwnership(
  ctx: Context,
  { user_id }: NewOwner,
  public_url: string,
): Promise<OwnershipOffer> {
  const team = await lockTeam(ctx)
  refuseAbove(ownRole(ctx, team), 'owner')
  const to = await getMember(ctx, user_id)
  if (to.role === 'owner')
    throw conflict('organizations.already_owner', 'This person is an owner already. To go, change your role or leave.')
  withdrawOffers(ctx, await listOwnershipOffers(ctx))
  const row = {
    id: newId(),
    from_user_id: signedInUser(ctx),
    to_user_id: user_id,
    created_at: ctx.now.toString(),
    expires_at: ctx.now.add(offerLifetime).toString(),
  }
  ctx.db.send(
    db
      .insertInto('ownership_offers')
      .values({ organization_id: ctx.organization_id, ...row })
      .onConflict((taken) => taken.constraint('ownership_offers_pkey').doUpdateSet(row)),
  )
  const offer = await getMyOffer(ctx, 'from_user_id')
  const { name, slug } = await getOrganization(ctx)
  const { from_name } = offer
  queueMail(ctx, ownershipMail({ to, from_name, organization: name }, `${public_url}/app/${slug}/settings/team`))
  recordEvent(ctx, ownershipOffered, offer)
  return offer
}
