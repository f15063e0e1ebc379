import type { PlanQuery } from '#modules/plans/schemas.ts'
import { keepTexts } from '#web/api/search-params.ts'

/** What the addresses of plans and coupons hold. */
export type PlanSearch = Pick<PlanQuery, 'active' | 'q' | 'cursor'>
export const readPlanSearch = keepTexts<PlanSearch>('active', 'q', 'cursor')
