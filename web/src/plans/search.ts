import type { PlanQuery } from '#modules/plans/schemas.ts'
import { isText } from '#web/api/search-params.ts'

/** What the addresses of plans and coupons hold; the server says what it does not know. */
export type PlanSearch = Pick<PlanQuery, 'active' | 'q' | 'cursor'>

export function readPlanSearch(raw: Record<string, unknown>): PlanSearch {
  const given = ['active', 'q', 'cursor'].filter((name) => isText(raw[name]))
  return Object.fromEntries(given.map((name) => [name, String(raw[name])]))
}
