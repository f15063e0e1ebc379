import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { GstCodeList } from '#modules/gst/schemas.ts'
import type {
  ComputedDraft,
  Draft,
  DraftPage,
  DraftPreview,
  Invoice,
  InvoicePage,
  InvoiceTotals,
} from '#modules/invoices/schemas.ts'
import { fileUrl, get, post, send } from '#web/api/client.ts'
import { type InvoiceSearch, toFilter } from '#web/invoices/search.ts'

export type InvoiceRow = InvoicePage['data'][number]
export type DraftRow = DraftPage['data'][number]
export type GstEntry = GstCodeList['data'][number]
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

/** Whether the PDF can be had, asked again at each visit: a frame cannot tell a document from an error. */
export function pdfCheckQuery({ id, status, amount_due_cents }: Invoice) {
  return queryOptions({
    queryKey: ['invoices', 'pdf', id, status, amount_due_cents],
    queryFn: async ({ signal }) => {
      const response = await send('GET', `/invoices/${id}/pdf`, undefined, { signal })
      await response.body?.cancel()
      return true
    },
    gcTime: 0,
    retry: 1,
    refetchOnWindowFocus: false,
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

/** All invoices of a filter, a hundred at a time, for an export. */
export async function* eachInvoicePage(search: InvoiceSearch, signal: AbortSignal): AsyncGenerator<InvoiceRow[]> {
  let cursor: string | null | undefined
  do {
    const query = { ...toFilter(search), sort: search.sort, cursor, limit: 100 }
    const page: InvoicePage = await get<InvoicePage>('/invoices', { query, signal })
    yield page.data
    cursor = page.next_cursor
  } while (cursor)
}

export const invoicePdfUrl = (id: string) => fileUrl(`/invoices/${id}/pdf`)
export const invoicePdfDownloadUrl = (id: string) => fileUrl(`/invoices/${id}/pdf`, { download: 1 })
