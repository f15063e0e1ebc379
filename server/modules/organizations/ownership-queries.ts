import { sql } from 'kysely'
import { type Context, signedInUser } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import type { OwnershipOffer } from './schemas.ts'

const offers = (ctx: Context) =>
  db
    .selectFrom('ownership_offers as o')
    .innerJoin('users as f', 'f.id', 'o.from_user_id')
    .innerJoin('users as t', 't.id', 'o.to_user_id')
    .select(['o.id', 'o.from_user_id', 'f.name as from_name', 'o.to_user_id', 't.name as to_name'])
    .select(['o.created_at', 'o.expires_at'])
    .where('o.organization_id', '=', ctx.organization_id)
    .where('o.expires_at', '>', ctx.now.toString())
    // Who was disabled hands nothing over.
    .where('f.disabled_at', 'is', null)

export async function listOwnershipOffers(ctx: Context): Promise<{ data: OwnershipOffer[] }> {
  return { data: await ctx.db.all(offers(ctx)) }
}

/** The open offer that the sender of the request made, or that was made to them. */
export async function getMyOffer(ctx: Context, side: 'from_user_id' | 'to_user_id'): Promise<OwnershipOffer> {
  const mine = offers(ctx).where(`o.${side}`, '=', signedInUser(ctx))
  return ctx.db.one(mine, () =>
    conflict(
      'organizations.no_ownership_offer',
      'There is no such offer open: it was answered, withdrawn, or has expired.',
    ),
  )
}

/** Any open offer from or to a person. */
export async function listOffersOf(
  ctx: Context,
  sides: { from_user_id?: string; to_user_id?: string },
): Promise<{ data: OwnershipOffer[] }> {
  const { from_user_id = null, to_user_id = null } = sides
  const either = sql<boolean>`(o.from_user_id = ${from_user_id} or o.to_user_id = ${to_user_id})`
  return { data: await ctx.db.all(offers(ctx).where(either)) }
}
