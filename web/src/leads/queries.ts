import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { MyDay, Timeline } from '#modules/lead-activities/schemas.ts'
import type { AbsenceList, AssignmentRuleList, ScoreRuleList } from '#modules/lead-rules/schemas.ts'
import type { LeadBoard, LeadFacets, LeadForecast } from '#modules/leads/board-schemas.ts'
import type { PastBulkEditList } from '#modules/leads/bulk-schemas.ts'
import type { Lead, LeadCount, LeadPage, LeadScore, LeadSort } from '#modules/leads/schemas.ts'
import type { LeadField, LeadSettings, LeadStage } from '#modules/leads/stage-schemas.ts'
import type { MemberPage } from '#modules/organizations/schemas.ts'
import type { Static } from 'typebox'
import { get } from '#web/api/client.ts'
import type { boardFilter, LeadFilter } from '#web/leads/search.ts'

export const pageSize = 100

/** One page of a list; its first has no cursor. */
export function leadsQuery(filter: LeadFilter, sort: LeadSort, cursor?: string, limit = pageSize) {
  const query = { ...filter, sort, cursor, limit }
  return queryOptions({
    queryKey: ['leads', 'list', query],
    queryFn: ({ signal }) => get<LeadPage>('/leads', { query, signal }),
  })
}

export const leadCountQuery = (filter: LeadFilter) =>
  queryOptions({
    queryKey: ['leads', 'count', filter],
    queryFn: ({ signal }) => get<LeadCount>('/leads/count', { query: filter, signal }),
    placeholderData: keepPreviousData,
  })

export const boardQuery = (filter: ReturnType<typeof boardFilter>) =>
  queryOptions({
    queryKey: ['leads', 'board', filter],
    queryFn: ({ signal }) => get<LeadBoard>('/leads/board', { query: filter, signal }),
    placeholderData: keepPreviousData,
  })

export const forecastQuery = queryOptions({
  queryKey: ['leads', 'forecast'],
  queryFn: ({ signal }) => get<LeadForecast>('/leads/forecast', { signal }),
})

export const facetsQuery = queryOptions({
  queryKey: ['leads', 'facets'],
  queryFn: ({ signal }) => get<LeadFacets>('/leads/facets', { signal }),
})

export const bulkEditsQuery = queryOptions({
  queryKey: ['leads', 'bulk-edits'],
  queryFn: ({ signal }) => get<PastBulkEditList>('/leads/bulk-edits', { signal }),
})

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'one', id],
    queryFn: ({ signal }) => get<Lead>(`/leads/${id}`, { signal }),
  })

export const scoreQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'score', id],
    queryFn: ({ signal }) => get<LeadScore>(`/leads/${id}/score`, { signal }),
  })

/** A page of what was said, done and changed about one lead, the latest first. */
export const timelineQuery = (id: string, cursor?: string) =>
  queryOptions({
    queryKey: ['leads', 'timeline', id, cursor],
    queryFn: ({ signal }) => get<Timeline>(`/leads/${id}/timeline`, { query: { cursor }, signal }),
  })

/** `all`: of everybody. */
export const myDayQuery = (owner_user_id: string | undefined) =>
  queryOptions({
    queryKey: ['leads', 'my-day', owner_user_id],
    queryFn: ({ signal }) => get<MyDay>('/leads/my-day', { query: { owner_user_id }, signal }),
    placeholderData: keepPreviousData,
  })

export const stagesQuery = queryOptions({
  queryKey: ['lead-settings', 'stages'],
  queryFn: ({ signal }) => get<{ data: LeadStage[] }>('/lead-stages', { signal }),
})

export const fieldsQuery = queryOptions({
  queryKey: ['lead-settings', 'fields'],
  queryFn: ({ signal }) => get<{ data: LeadField[] }>('/lead-fields', { signal }),
})

export const leadSettingsQuery = queryOptions({
  queryKey: ['lead-settings', 'reply-time'],
  queryFn: ({ signal }) => get<LeadSettings>('/lead-settings', { signal }),
})

export const scoreRulesQuery = queryOptions({
  queryKey: ['lead-settings', 'score-rules'],
  queryFn: ({ signal }) => get<ScoreRuleList>('/lead-score-rules', { signal }),
})

export const assignmentRulesQuery = queryOptions({
  queryKey: ['lead-settings', 'assignment-rules'],
  queryFn: ({ signal }) => get<AssignmentRuleList>('/lead-assignment-rules', { signal }),
})

export const absencesQuery = queryOptions({
  queryKey: ['lead-settings', 'absences'],
  queryFn: ({ signal }) => get<Static<typeof AbsenceList>>('/lead-absences', { signal }),
})

/** Who a lead can belong to: the team's first hundred, by name. */
export const teamQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['members', organization_id, 'team'],
    queryFn: ({ signal }) =>
      get<MemberPage>(`/organizations/${organization_id}/members`, { query: { limit: 100 }, signal }),
  })
