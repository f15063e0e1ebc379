import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CreditNote, CreditNotePage, CreditNotePreview, NewCreditNote } from '#modules/credit-notes/schemas.ts'
import { fileUrl, get, post } from '#web/api/client.ts'
import type { CreditNoteSearch } from '#web/credit-notes/search.ts'

export function creditNotesQuery(search: CreditNoteSearch & { invoice_id?: string }) {
  const query = { ...search, limit: 50 }
  return queryOptions({
    queryKey: ['credit-notes', 'list', query],
    queryFn: ({ signal }) => get<CreditNotePage>('/credit-notes', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function creditNoteQuery(id: string) {
  return queryOptions({
    queryKey: ['credit-notes', 'one', id],
    queryFn: ({ signal }) => get<CreditNote>(`/credit-notes/${id}`, { signal }),
  })
}

/** What the note would come to, while it is being typed. */
export function creditPreviewQuery(input: NewCreditNote) {
  return queryOptions({
    queryKey: ['credit-notes', 'preview', input],
    queryFn: ({ signal }) => post<CreditNotePreview>('/credit-notes/preview', input, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export const issueCreditNote = (input: NewCreditNote, idempotencyKey: string) =>
  post<CreditNote>('/credit-notes', input, { idempotencyKey })

export const creditNotePdfUrl = (id: string) => fileUrl(`/credit-notes/${id}/pdf`)
export const creditNoteDownloadUrl = (id: string) => fileUrl(`/credit-notes/${id}/pdf`, { download: 1 })
