import type { QueryClient } from '@tanstack/react-query'
import type { NewQuotation, Quotation, QuotationChanges } from '#modules/quotations/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'
import { quotationMailsQuery, quotationQuery } from '#web/quotations/queries.ts'

export const createQuotation = (input: NewQuotation, idempotencyKey: string) =>
  post<Quotation>('/quotations', input, { idempotencyKey })
export const updateQuotation = (id: string, version: number, changes: QuotationChanges) =>
  patch<Quotation>(`/quotations/${id}`, changes, { ifMatch: version })
export const deleteQuotation = (id: string) => del(`/quotations/${id}`)

export const sendQuotation = (id: string, to: string | null, idempotencyKey: string) =>
  post<Quotation>(`/quotations/${id}/send`, { to }, { idempotencyKey })

export type Verb = 'accept' | 'decline' | 'withdraw' | 'reopen' | 'revise' | 'invoice'
export const doWithQuotation = (id: string, verb: Verb, body?: object) =>
  post<Quotation>(`/quotations/${id}/${verb}`, body)

/** Shows what the server answered, and loads the lists anew. */
export function refreshQuotation(queryClient: QueryClient, changed: Quotation): void {
  queryClient.setQueryData(quotationQuery(changed.id).queryKey, changed)
  void queryClient.invalidateQueries({ queryKey: ['quotations', 'list'] })
  void queryClient.invalidateQueries({ queryKey: quotationMailsQuery(changed.id).queryKey })
}
