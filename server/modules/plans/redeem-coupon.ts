import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, type Problem } from '#platform/errors.ts'
import { couponColumns, findCoupon } from './coupon-queries.ts'
import type { Coupon } from './coupon-schemas.ts'
import { couponRedeemed } from './events.ts'
import { normalizeCode } from './rules.ts'

/**
 * Gives one subscription a coupon, on the seller's day `today`. The count is the lock: of many who come at once each
 * waits for the one before, and the last under the cap is the last who gets it. The version stays, for whoever edits
 * the coupon meanwhile overwrites nothing of this.
 */
export async function redeemCoupon(ctx: Context, code: string, today: string): Promise<Coupon> {
  const wanted = normalizeCode(code)
  const coupon = await ctx.db.find(
    db
      .updateTable('coupons')
      .set((eb) => ({ redemption_count: eb('redemption_count', '+', 1) }))
      .where('organization_id', '=', ctx.organization_id)
      .where('code', '=', wanted)
      .where('archived_at', 'is', null)
      .where((eb) => eb.or([eb('expires_date', 'is', null), eb('expires_date', '>=', today)]))
      .where((eb) => eb.or([eb('max_redemptions', 'is', null), eb('redemption_count', '<', eb.ref('max_redemptions'))]))
      .returning(couponColumns),
  )
  if (!coupon) throw refusalOf(await findCoupon(ctx, wanted), wanted, today)
  const { redemption_count: after } = coupon
  recordEvent(ctx, couponRedeemed, coupon, { redemption_count: { before: after - 1, after } })
  return coupon
}

function refusalOf(coupon: Coupon | undefined, code: string, today: string): Problem {
  if (!coupon)
    return invalid('coupons.unknown', `There is no coupon ${code}.`, [
      { pointer: '/coupon_code', code: 'not_found', detail: 'Correct the code, or leave it out.' },
    ])
  if (coupon.archived_at) return conflict('coupons.archived', `Coupon ${code} was withdrawn. Use another, or none.`)
  if (coupon.expires_date && coupon.expires_date < today)
    return conflict('coupons.expired', `Coupon ${code} expired on ${coupon.expires_date}. Use another, or none.`)
  return conflict(
    'coupons.used_up',
    `All ${coupon.max_redemptions} redemptions of coupon ${code} are taken. Use another, or none.`,
  )
}
