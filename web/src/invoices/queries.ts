import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Draft, DraftPage, Invoice, InvoicePage, InvoiceTotals } from '#modules/invoices/schemas.ts'
import { get } from '#web/api/client.ts'
import { toFilter } from '#web/invoices/filter-of.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'

// What routes ask for before their page is loaded is part of the first load: nothing else belongs here.

export type InvoiceRow = InvoicePage['data'][number]
export type DraftRow = DraftPage['data'][number]
export const pageSize = 50

export function invoicesQuery(search: InvoiceSearch) {
  const { sort, cursor } = search
  const query = { ...toFilter(search), sort, cursor, limit: pageSize }
  return queryOptions({
    queryKey: ['invoices', 'list', query],
    queryFn: ({ signal }) => get<InvoicePage>('/invoices', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function invoiceTotalsQuery(search: InvoiceSearch) {
  const query = toFilter(search)
  return queryOptions({
    queryKey: ['invoices', 'totals', query],
    queryFn: ({ signal }) => get<InvoiceTotals>('/invoices/totals', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: ['invoices', 'one', id],
    queryFn: ({ signal }) => get<Invoice>(`/invoices/${id}`, { signal }),
  })
}

export function draftsQuery({ customer_id, cursor }: InvoiceSearch) {
  const query = { customer_id, cursor, limit: pageSize }
  return queryOptions({
    queryKey: ['drafts', 'list', query],
    queryFn: ({ signal }) => get<DraftPage>('/invoice-drafts', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['drafts', 'one', id],
    queryFn: ({ signal }) => get<Draft>(`/invoice-drafts/${id}`, { signal }),
  })
}
