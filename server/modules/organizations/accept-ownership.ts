import type { Context } from '#platform/context.ts'
import { plainRole } from './choose-role.ts'
import { ownershipAccepted } from './events.ts'
import { getMember, lockTeam } from './member-queries.ts'
import { getMyOffer } from './ownership-queries.ts'
import type { OwnershipOffer } from './schemas.ts'
import { changeRole } from './update-member.ts'
import { endOffer } from './withdraw-ownership.ts'

/** Becomes owner in the place of the one who offered it, who is an admin from then on. */
export async function acceptOwnership(ctx: Context): Promise<OwnershipOffer> {
  await lockTeam(ctx)
  const offer = await getMyOffer(ctx, 'to_user_id')
  const [from, to] = [await getMember(ctx, offer.from_user_id), await getMember(ctx, offer.to_user_id)]
  endOffer(ctx, offer, ownershipAccepted)
  await changeRole(ctx, to, plainRole('owner'))
  await changeRole(ctx, from, plainRole('admin'))
  return offer
}
