import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { couponColumns, getCoupon } from './coupon-queries.ts'
import type { Coupon } from './coupon-schemas.ts'
import { couponRestored } from './events.ts'

/** An archived coupon can be redeemed again. Restoring twice changes nothing. */
export async function restoreCoupon(ctx: Context, id: string): Promise<Coupon> {
  const before = await getCoupon(ctx, id)
  const coupon = await ctx.db.find(
    db
      .updateTable('coupons')
      .set((eb) => ({ archived_at: null, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is not', null)
      .returning(couponColumns),
  )
  if (!coupon) return before
  recordEvent(ctx, couponRestored, coupon, changesBetween(before, coupon))
  return coupon
}
