import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DocumentArchive, DocumentArchivePage, NewDocumentArchive } from '#modules/document-archives/schemas.ts'
import type {
  BatchAction,
  BatchPreview,
  InvoiceBatch,
  InvoiceBatchItemPage,
  InvoiceBatchItemQuery,
  InvoiceBatchPage,
} from '#modules/invoice-batches/schemas.ts'
import { fileUrl, get, post } from '#web/api/client.ts'

/** While something goes on it is looked at again and again; the event of its end comes by itself. */
const look_ms = 1_000

/** What was chosen in a list: rows, or all that its filter shows. */
export type Choice = { ids: string[] } | { filter: Record<string, string | undefined> }

export const batchesQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['invoice-batches', 'list', cursor],
    queryFn: ({ signal }) => get<InvoiceBatchPage>('/invoice-batches', { query: { cursor, limit: 10 }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'running') ? look_ms : false),
  })

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoice-batches', 'one', id],
    queryFn: ({ signal }) => get<InvoiceBatch>(`/invoice-batches/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? look_ms : false),
  })

export const batchItemsQuery = (id: string, query: InvoiceBatchItemQuery, isRunning: boolean) =>
  queryOptions({
    queryKey: ['invoice-batches', 'items', id, query],
    queryFn: ({ signal }) =>
      get<InvoiceBatchItemPage>(`/invoice-batches/${id}/items`, { query: { ...query, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? look_ms : false,
  })

export const batchPreviewQuery = (action: BatchAction, choice: Choice) =>
  queryOptions({
    queryKey: ['invoice-batches', 'preview', action, choice],
    queryFn: ({ signal }) => post<BatchPreview>('/invoice-batches/preview', { action, ...choice }, { signal }),
    gcTime: 0,
    retry: false,
  })

export const draftCountQuery = (filter: Record<string, string | undefined>) =>
  queryOptions({
    queryKey: ['drafts', 'count', filter],
    queryFn: ({ signal }) => post<BatchPreview>('/invoice-batches/preview', { action: 'issue', filter }, { signal }),
  })

const pathOf: Record<BatchAction, string> = { issue: 'issue', send: 'send', mark_sent: 'mark-sent' }
export const startBatch = (action: BatchAction, body: object, idempotencyKey: string) =>
  post<InvoiceBatch>(`/invoice-batches/${pathOf[action]}`, body, { idempotencyKey })
export const cancelBatch = (id: string) => post<InvoiceBatch>(`/invoice-batches/${id}/cancel`)

export const archivesQuery = queryOptions({
  queryKey: ['document-archives', 'list'],
  queryFn: ({ signal }) => get<DocumentArchivePage>('/document-archives', { query: { limit: 10 }, signal }),
  refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === 'building') ? look_ms : false),
})

export const archiveQuery = (id: string) =>
  queryOptions({
    queryKey: ['document-archives', 'one', id],
    queryFn: ({ signal }) => get<DocumentArchive>(`/document-archives/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'building' ? look_ms : false),
  })

export const requestArchive = (body: NewDocumentArchive) => post<DocumentArchive>('/document-archives', body)
export const cancelArchive = (id: string) => post<DocumentArchive>(`/document-archives/${id}/cancel`)
export const archiveFileUrl = (id: string) => fileUrl(`/document-archives/${id}/file`)
