import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Usage } from '#modules/usage/schemas.ts'
import { get } from '#web/api/client.ts'
import type { UsageSearch } from '#web/usage/search.ts'

/** The last thirty days, day by day. */
export function usageQuery(query: UsageSearch) {
  return queryOptions({
    queryKey: ['usage', query],
    queryFn: ({ signal }) => get<Usage>('/usage', { query, signal }),
    enabled: query.meter_id !== undefined,
    placeholderData: keepPreviousData,
  })
}
