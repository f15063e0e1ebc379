import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { GstCodeList } from '#modules/gst/schemas.ts'
import type { ComputedDraft, DraftPreview } from '#modules/invoices/schemas.ts'
import { get, post } from '#web/api/client.ts'

export type GstEntry = GstCodeList['data'][number]

/** What the server makes of a draft that is still being typed: the only source of totals. */
export function previewQuery(body: DraftPreview) {
  return queryOptions({
    queryKey: ['drafts', 'preview', body],
    queryFn: ({ signal }) => post<ComputedDraft>('/invoice-drafts/preview', body, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
}

export const gstCodesQuery = queryOptions({
  queryKey: ['gst', 'codes'],
  queryFn: ({ signal }) => get<GstCodeList>('/gst/codes', { signal }),
  staleTime: 3_600_000,
})
