import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LeadFlow, LeadFlowQuery } from '#modules/lead-conversions/schemas.ts'
import { fileUrl, get } from '#web/api/client.ts'

export const flowQuery = (query: LeadFlowQuery) =>
  queryOptions({
    queryKey: ['leads', 'flow', query],
    queryFn: ({ signal }) => get<LeadFlow>('/leads/flow', { query, signal }),
    placeholderData: keepPreviousData,
  })

export const flowFileUrl = (query: LeadFlowQuery) => fileUrl('/leads/flow/export', query)
