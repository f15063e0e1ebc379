import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  RecurringInvoice,
  RecurringInvoiceDatePage,
  RecurringInvoicePage,
  RecurringInvoicePreview,
  UnsavedRecurringInvoice,
} from '#modules/recurring-invoices/schemas.ts'
import { get, post } from '#web/api/client.ts'
import type { RecurringSearch } from '#web/recurring-invoices/search.ts'

export type RecurringRow = RecurringInvoicePage['data'][number]
export type MadeRow = RecurringInvoiceDatePage['data'][number]

export function recurringInvoicesQuery(search: Pick<RecurringSearch, 'status' | 'customer_id' | 'cursor'>) {
  const { status, customer_id, cursor } = search
  const query = { status, customer_id, cursor, limit: 50 }
  return queryOptions({
    queryKey: ['recurring-invoices', 'list', query],
    queryFn: ({ signal }) => get<RecurringInvoicePage>('/recurring-invoices', { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function recurringInvoiceQuery(id: string) {
  return queryOptions({
    queryKey: ['recurring-invoices', 'one', id],
    queryFn: ({ signal }) => get<RecurringInvoice>(`/recurring-invoices/${id}`, { signal }),
  })
}

/** The one that made an invoice, if any did. */
export function makerQuery(invoice_id: string) {
  return queryOptions({
    queryKey: ['recurring-invoices', 'maker', invoice_id],
    queryFn: ({ signal }) =>
      get<RecurringInvoicePage>('/recurring-invoices', { query: { invoice_id, limit: 1 }, signal }),
  })
}

/** What is coming of one that is saved. */
export function comingQuery(id: string) {
  return queryOptions({
    queryKey: ['recurring-invoices', 'coming', id],
    queryFn: ({ signal }) => get<RecurringInvoicePreview>(`/recurring-invoices/${id}/preview`, { signal }),
  })
}

export function madeQuery(id: string) {
  return queryOptions({
    queryKey: ['recurring-invoices', 'dates', id],
    queryFn: ({ signal }) =>
      get<RecurringInvoiceDatePage>(`/recurring-invoices/${id}/dates`, { query: { limit: 100 }, signal }),
  })
}

/** What the server makes of one that is still being typed: the only source of dates and totals. */
export function unsavedQuery(body: UnsavedRecurringInvoice) {
  return queryOptions({
    queryKey: ['recurring-invoices', 'preview', body],
    queryFn: ({ signal }) => post<RecurringInvoicePreview>('/recurring-invoices/preview', body, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
}
