import type { Offer } from '#db/demo/plans.ts'
import { createCoupon } from '#modules/plans/create-coupon.ts'
import { createPlan } from '#modules/plans/create-plan.ts'
import { createPrice } from '#modules/plans/create-price.ts'
import type { NewCoupon } from '#modules/plans/coupon-schemas.ts'
import type { Context } from '#platform/context.ts'

/** Lets an organisation of the demo sell. */
export async function sellOffers(ctx: Context, offers: Offer[], coupons: NewCoupon[] = []): Promise<void> {
  for (const { prices, ...plan } of offers) {
    const { id } = await createPlan(ctx, plan)
    for (const price of prices) await createPrice(ctx, id, price)
  }
  for (const coupon of coupons) await createCoupon(ctx, coupon)
}
