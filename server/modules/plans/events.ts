import { defineEvent } from '#modules/events/define-event.ts'
import type { Coupon } from './coupon-schemas.ts'
import type { Plan, Price } from './schemas.ts'

export const planCreated = defineEvent<Plan>('plan.created')
export const planUpdated = defineEvent<Plan>('plan.updated')
export const planMoved = defineEvent<Plan>('plan.moved')
export const planArchived = defineEvent<Plan>('plan.archived')
export const planRestored = defineEvent<Plan>('plan.restored')

/** A price alone does not say what it is the price of. */
export type NamedPrice = Price & { plan_name: string }
export const priceCreated = defineEvent<NamedPrice>('price.created')
export const priceReplaced = defineEvent<NamedPrice>('price.replaced')
export const priceRetired = defineEvent<NamedPrice>('price.retired')
export const priceRestored = defineEvent<NamedPrice>('price.restored')

export const couponCreated = defineEvent<Coupon>('coupon.created')
export const couponUpdated = defineEvent<Coupon>('coupon.updated')
export const couponArchived = defineEvent<Coupon>('coupon.archived')
export const couponRestored = defineEvent<Coupon>('coupon.restored')
export const couponRedeemed = defineEvent<Coupon>('coupon.redeemed')
