import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { couponColumns, getCoupon } from './coupon-queries.ts'
import type { Coupon } from './coupon-schemas.ts'
import { couponArchived } from './events.ts'

/** Nobody new can redeem it; who has it keeps it. Archiving twice changes nothing. */
export async function archiveCoupon(ctx: Context, id: string): Promise<Coupon> {
  const before = await getCoupon(ctx, id)
  const coupon = await ctx.db.find(
    db
      .updateTable('coupons')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .returning(couponColumns),
  )
  if (!coupon) return before
  recordEvent(ctx, couponArchived, coupon, changesBetween(before, coupon))
  return coupon
}
