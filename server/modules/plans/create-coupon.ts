import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { couponColumns } from './coupon-queries.ts'
import type { Coupon, NewCoupon } from './coupon-schemas.ts'
import { couponCreated } from './events.ts'
import { getToday } from './queries.ts'
import { checkCoupon, normalizeCode } from './rules.ts'

export async function createCoupon(ctx: Context, input: NewCoupon): Promise<Coupon> {
  const fields = checkCoupon(input, await getToday(ctx))
  if (fields.length) throw invalid('coupons.invalid', 'Some details of the coupon are not right.', fields)
  const coupon = await ctx.db
    .one(
      db
        .insertInto('coupons')
        .values({
          code: normalizeCode(input.code),
          name: input.name,
          percent_off_bp: input.percent_off_bp ?? null,
          amount_off_cents: input.amount_off_cents ?? null,
          duration: input.duration,
          duration_months: input.duration_months ?? null,
          max_redemptions: input.max_redemptions ?? null,
          expires_date: input.expires_date ?? null,
          organization_id: ctx.organization_id,
          id: newId(),
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(couponColumns),
    )
    .catch(onConstraint('coupons_code_taken', codeTaken))
  recordEvent(ctx, couponCreated, coupon)
  return coupon
}

const codeTaken = () => conflict('coupons.code_taken', 'Another coupon already has this code.')
