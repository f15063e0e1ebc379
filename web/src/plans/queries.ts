import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CouponPage } from '#modules/plans/coupon-schemas.ts'
import type { Plan, PlanPage, PricePage } from '#modules/plans/schemas.ts'
import type { MeterPage } from '#modules/usage/schemas.ts'
import { get } from '#web/api/client.ts'
import type { PlanSearch } from '#web/plans/search.ts'

const pageSize = 50

export function planListQuery(search: PlanSearch) {
  const query = { ...search, limit: pageSize }
  return queryOptions({
    queryKey: ['plans', 'list', query],
    queryFn: ({ signal }) => get<PlanPage>('/plans', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function planQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'one', id],
    queryFn: ({ signal }) => get<Plan>(`/plans/${id}`, { signal }),
  })
}

/** The latest hundred, newest first, also those that are sold no more. */
export function pricesQuery(plan_id: string) {
  return queryOptions({
    queryKey: ['plans', 'prices', plan_id],
    queryFn: ({ signal }) => get<PricePage>(`/plans/${plan_id}/prices`, { query: { limit: 100 }, signal }),
  })
}

export function couponsQuery({ active, ...search }: PlanSearch) {
  const query = { ...search, archived: active === 'no' ? 'yes' : 'no', limit: pageSize }
  return queryOptions({
    queryKey: ['coupons', query],
    queryFn: ({ signal }) => get<CouponPage>('/coupons', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const metersQuery = queryOptions({
  queryKey: ['meters'],
  queryFn: ({ signal }) => get<MeterPage>('/meters', { query: { archived: 'all', limit: 100 }, signal }),
  staleTime: 30_000,
})
