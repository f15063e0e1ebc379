import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  LeadImport,
  LeadImportPage,
  LeadImportPreview,
  LeadImportRow,
  LeadImportRowPage,
} from '#modules/lead-imports/schemas.ts'
import type { LeadPage } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { get } from '#web/api/client.ts'

export type { LeadImport, LeadImportPreview, LeadImportRow }
export type Verdict = 'bad' | 'duplicate'

export function importsQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: ['lead-imports', 'list', cursor],
    queryFn: ({ signal }) => get<LeadImportPage>('/lead-imports', { query: { cursor, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
}

export const isUnderWay = ({ status }: LeadImport) => ['checking', 'importing', 'undoing'].includes(status)

/** Looked at again each second while it is at work: how far it is has no event of its own. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['lead-imports', 'one', id],
    queryFn: ({ signal }) => get<LeadImport>(`/lead-imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  })
}

export function previewQuery(id: string) {
  return queryOptions({
    queryKey: ['lead-imports', 'preview', id],
    queryFn: ({ signal }) => get<LeadImportPreview>(`/lead-imports/${id}/preview`, { signal }),
    staleTime: Infinity,
  })
}

export function rowsQuery(id: string, verdict: Verdict, asked_at: string | null) {
  return queryOptions({
    queryKey: ['lead-imports', 'rows', id, verdict, asked_at],
    queryFn: ({ signal }) =>
      get<LeadImportRowPage>(`/lead-imports/${id}/rows`, { query: { verdict, limit: 100 }, signal }),
  })
}

/** Leads that undoing left. */
export function keptQuery(import_id: string) {
  return queryOptions({
    queryKey: ['leads', 'kept', import_id],
    queryFn: ({ signal }) => get<LeadPage>('/leads', { query: { import_id, limit: 100 }, signal }),
  })
}

export const fieldsQuery = queryOptions({
  queryKey: ['lead-settings', 'fields'],
  queryFn: ({ signal }) => get<{ data: LeadField[] }>('/lead-fields', { signal }),
})
