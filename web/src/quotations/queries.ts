import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { Quotation, QuotationPage } from '#modules/quotations/schemas.ts'
import { get } from '#web/api/client.ts'
import type { QuotationSearch } from '#web/quotations/search.ts'

export function quotationsQuery({ status, q, customer_id, lead_id, cursor }: QuotationSearch) {
  const query = { status, q, customer_id, lead_id, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['quotations', 'list', query],
    queryFn: ({ signal }) => get<QuotationPage>('/quotations', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const quotationQuery = (id: string) =>
  queryOptions({
    queryKey: ['quotations', 'one', id],
    queryFn: ({ signal }) => get<Quotation>(`/quotations/${id}`, { signal }),
  })

/** Read again whenever mails are, whatever they are about. */
export const quotationMailsQuery = (id: string) =>
  queryOptions({
    queryKey: ['dunning', 'mails', id],
    queryFn: ({ signal }) => get<CustomerMailList>(`/quotations/${id}/mails`, { signal }),
  })
