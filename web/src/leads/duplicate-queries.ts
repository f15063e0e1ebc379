import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  LeadDuplicate,
  LeadDuplicatePage,
  LeadMerge,
  LeadUnmerge,
  PossibleDuplicateQuery,
  PossibleDuplicates,
} from '#modules/lead-duplicates/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { get, post } from '#web/api/client.ts'
import type { DuplicatesSearch } from '#web/leads/duplicates-search.ts'

export const duplicatesQuery = (search: DuplicatesSearch) =>
  queryOptions({
    queryKey: ['lead-duplicates', 'list', search],
    queryFn: ({ signal }) => get<LeadDuplicatePage>('/lead-duplicates', { query: { ...search, limit: 25 }, signal }),
    placeholderData: keepPreviousData,
  })

export const duplicateCountQuery = queryOptions({
  queryKey: ['lead-duplicates', 'count'],
  queryFn: ({ signal }) => get<{ count: number }>('/lead-duplicates/count', { signal }),
})

export const duplicatesOfQuery = (lead_id: string) =>
  queryOptions({
    queryKey: ['lead-duplicates', 'of', lead_id],
    queryFn: ({ signal }) => get<LeadDuplicatePage>('/lead-duplicates', { query: { lead_id, limit: 25 }, signal }),
  })

export const comparedLeadQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'one', id],
    queryFn: ({ signal }) => get<Lead>(`/leads/${id}`, { signal }),
  })

export const possibleDuplicatesQuery = (typed: PossibleDuplicateQuery) =>
  queryOptions({
    queryKey: ['lead-duplicates', 'possible', typed],
    queryFn: ({ signal }) => get<PossibleDuplicates>('/leads/possible-duplicates', { query: typed, signal }),
    placeholderData: keepPreviousData,
    enabled: Boolean(typed.email || typed.phone || typed.uen || (typed.name && typed.company)),
    retry: false,
  })

export const dismissDuplicate = (id: string) => post<LeadDuplicate>(`/lead-duplicates/${id}/dismiss`)
export const reopenDuplicate = (id: string) => post<LeadDuplicate>(`/lead-duplicates/${id}/reopen`)
export const mergeLeads = (id: string, merge: LeadMerge) => post<Lead>(`/leads/${id}/merge`, merge)
export const unmergeLeads = (id: string) => post<LeadUnmerge>(`/leads/${id}/unmerge`)
