import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LeadConsentList } from '#modules/lead-consents/schemas.ts'
import type { LeadForm, LeadFormPage } from '#modules/lead-forms/schemas.ts'
import type { LeadSubmission, LeadSubmissionPage } from '#modules/lead-forms/submission-schemas.ts'
import { get } from '#web/api/client.ts'
import type { SubmissionFilter } from '#web/lead-forms/search.ts'

export const formsQuery = (search: { archived?: string | undefined; cursor?: string | undefined }) =>
  queryOptions({
    queryKey: ['lead-forms', 'list', search],
    queryFn: ({ signal }) => get<LeadFormPage>('/lead-forms', { query: { ...search, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })

/** For choosing one: the first hundred. */
export const allFormsQuery = queryOptions({
  queryKey: ['lead-forms', 'list', 'all'],
  queryFn: ({ signal }) => get<LeadFormPage>('/lead-forms', { query: { limit: 100 }, signal }),
})

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead-forms', 'one', id],
    queryFn: ({ signal }) => get<LeadForm>(`/lead-forms/${id}`, { signal }),
  })

export const submissionsQuery = (search: SubmissionFilter) =>
  queryOptions({
    queryKey: ['lead-submissions', 'list', search],
    queryFn: ({ signal }) => get<LeadSubmissionPage>('/lead-submissions', { query: { ...search, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
    // What waits to be read makes no event of its own: a flood of them would drown the others.
    refetchInterval: 10_000,
  })

export const submissionQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead-submissions', 'one', id],
    queryFn: ({ signal }) => get<LeadSubmission>(`/lead-submissions/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'received' ? 2_000 : false),
  })

export const sentByQuery = (lead_id: string, cursor?: string) =>
  queryOptions({
    queryKey: ['leads', 'submissions', lead_id, cursor],
    queryFn: ({ signal }) =>
      get<LeadSubmissionPage>('/lead-submissions', { query: { lead_id, cursor, limit: 10 }, signal }),
  })

export const consentsQuery = (lead_id: string) =>
  queryOptions({
    queryKey: ['leads', 'consents', lead_id],
    queryFn: ({ signal }) => get<LeadConsentList>(`/leads/${lead_id}/consents`, { signal }),
  })
