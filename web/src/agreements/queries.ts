import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Agreement, AgreementPage, NewPart, PartPreview } from '#modules/agreements/schemas.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { get, newIdempotencyKey, post } from '#web/api/client.ts'
import type { BillingSearch } from '#web/billing/search.ts'

export const agreementsQuery = ({ status, customer_id, cursor }: BillingSearch) => {
  const query = { status, customer_id, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['agreements', 'list', query],
    queryFn: ({ signal }) => get<AgreementPage>('/agreements', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id],
    queryFn: ({ signal }) => get<Agreement>(`/agreements/${id}`, { signal }),
  })

export const previewPart = (id: string, part: NewPart, signal: AbortSignal) =>
  post<PartPreview>(`/agreements/${id}/preview-part`, part, { signal })
export const billPart = (id: string, part: NewPart, idempotencyKey: string) =>
  post<Invoice>(`/agreements/${id}/bill-part`, part, { idempotencyKey })
export const endAgreement = (id: string, reason: string) => post<Agreement>(`/agreements/${id}/end`, { reason })
export const reopenAgreement = (id: string) => post<Agreement>(`/agreements/${id}/reopen`)
export const agreeDraft = (draft_id: string, title: string) =>
  post<Agreement>(`/invoice-drafts/${draft_id}/agree`, { title }, { idempotencyKey: newIdempotencyKey() })
