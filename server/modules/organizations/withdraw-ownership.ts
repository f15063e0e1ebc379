import type { EventDefinition } from '#modules/events/define-event.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { ownershipWithdrawn } from './events.ts'
import { lockTeam } from './member-queries.ts'
import { getMyOffer } from './ownership-queries.ts'
import type { OwnershipOffer } from './schemas.ts'

/** Takes one's own offer back before it is answered. */
export async function withdrawOwnership(ctx: Context): Promise<OwnershipOffer> {
  await lockTeam(ctx)
  const offer = await getMyOffer(ctx, 'from_user_id')
  endOffer(ctx, offer, ownershipWithdrawn)
  return offer
}

/** Ends offers whose sides no longer have the place for them. */
export function withdrawOffers(ctx: Context, { data }: { data: OwnershipOffer[] }): void {
  for (const offer of data) endOffer(ctx, offer, ownershipWithdrawn)
}

/** To be called with the team locked, so that exactly one answer ends an offer. */
export function endOffer(ctx: Context, offer: OwnershipOffer, ended: EventDefinition<OwnershipOffer>): void {
  ctx.db.send(
    db.deleteFrom('ownership_offers').where('organization_id', '=', ctx.organization_id).where('id', '=', offer.id),
  )
  recordEvent(ctx, ended, offer)
}
