import type { Coupon, CouponChanges, NewCoupon } from '#modules/plans/coupon-schemas.ts'
import type { NewPlan, NewPrice, Plan, PlanChanges, Price, PriceReplacement } from '#modules/plans/schemas.ts'
import { patch, post } from '#web/api/client.ts'

export const createPlan = (input: NewPlan) => post<Plan>('/plans', input)
export const changePlan = (id: string, version: number, changes: PlanChanges) =>
  patch<Plan>(`/plans/${id}`, changes, { ifMatch: version })
export const movePlan = (id: string, before_plan_id: string | null) =>
  post<Plan>(`/plans/${id}/move`, { before_plan_id })
export const archivePlan = (id: string) => post<Plan>(`/plans/${id}/archive`)
export const restorePlan = (id: string) => post<Plan>(`/plans/${id}/restore`)

export const createPrice = (plan_id: string, input: NewPrice) => post<Price>(`/plans/${plan_id}/prices`, input)
export const replacePrice = (id: string, input: PriceReplacement) => post<Price>(`/prices/${id}/replace`, input)
export const retirePrice = (id: string) => post<Price>(`/prices/${id}/retire`, {})
export const restorePrice = (id: string) => post<Price>(`/prices/${id}/restore`)
export const moveSubscribers = (id: string, to_price_id: string) =>
  post<{ moved_count: number }>(`/prices/${id}/move-subscribers`, { to_price_id })

export const createCoupon = (input: NewCoupon) => post<Coupon>('/coupons', input)
export const changeCoupon = (id: string, version: number, changes: CouponChanges) =>
  patch<Coupon>(`/coupons/${id}`, changes, { ifMatch: version })
export const archiveCoupon = (id: string) => post<Coupon>(`/coupons/${id}/archive`)
export const restoreCoupon = (id: string) => post<Coupon>(`/coupons/${id}/restore`)
