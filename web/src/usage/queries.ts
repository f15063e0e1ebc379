import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Usage } from '#modules/usage/schemas.ts'
import { get } from '#web/api/client.ts'

type Asked = { meter_id: string; customer_id?: string; from: string }

/** From a day until today, day by day. */
export function usageQuery(query: Asked) {
  return queryOptions({
    queryKey: ['usage', query],
    queryFn: ({ signal }) => get<Usage>('/usage', { query, signal }),
    placeholderData: keepPreviousData,
  })
}
