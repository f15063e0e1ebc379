import type { Context } from '#platform/context.ts'
import { ownershipDeclined } from './events.ts'
import { lockTeam } from './member-queries.ts'
import { getMyOffer } from './ownership-queries.ts'
import type { OwnershipOffer } from './schemas.ts'
import { endOffer } from './withdraw-ownership.ts'

/** Says no to an offer; everything stays as it was. */
export async function declineOwnership(ctx: Context): Promise<OwnershipOffer> {
  await lockTeam(ctx)
  const offer = await getMyOffer(ctx, 'to_user_id')
  endOffer(ctx, offer, ownershipDeclined)
  return offer
}
