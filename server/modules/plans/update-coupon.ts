import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, onConstraint, staleVersion } from '#platform/errors.ts'
import { couponColumns, getCoupon } from './coupon-queries.ts'
import type { Coupon, CouponChanges } from './coupon-schemas.ts'
import { couponUpdated } from './events.ts'
import { getToday } from './queries.ts'
import { checkCoupon } from './rules.ts'

/** Changes how often and how long a coupon can be redeemed. What it takes off stays as it was promised. */
export async function updateCoupon(ctx: Context, id: string, version: number, changes: CouponChanges): Promise<Coupon> {
  const before = await getCoupon(ctx, id)
  // A day that was right when it was set may be over by now.
  const expires_date = changes.expires_date === before.expires_date ? null : (changes.expires_date ?? null)
  const fields = checkCoupon({ ...before, expires_date }, await getToday(ctx))
  if (fields.length) throw invalid('coupons.invalid', 'Some details of the coupon are not right.', fields)
  const coupon = await ctx.db
    .find(
      db
        .updateTable('coupons')
        .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
        .where('organization_id', '=', ctx.organization_id)
        .where('id', '=', id)
        .where('version', '=', version)
        .returning(couponColumns),
    )
    .catch(onConstraint('coupons_within_cap', alreadyMore))
  if (!coupon) throw staleVersion('coupon')
  recordEvent(ctx, couponUpdated, coupon, changesBetween(before, coupon))
  return coupon
}

const alreadyMore = () =>
  invalid('coupons.invalid', 'Some details of the coupon are not right.', [
    { pointer: '/max_redemptions', code: 'too_small', detail: 'It was redeemed more often than that already.' },
  ])
