import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { cancelInvoiceBatch } from './cancel-invoice-batch.ts'
import { previewBatch } from './chosen-queries.ts'
import { getInvoiceBatch, listInvoiceBatches, listInvoiceBatchItems } from './queries.ts'
import {
  BatchPreview,
  BatchPreviewQuery,
  InvoiceBatch,
  InvoiceBatchItemPage,
  InvoiceBatchItemQuery,
  InvoiceBatchPage,
  InvoiceBatchQuery,
  NewIssueBatch,
  NewMarkBatch,
  NewSendBatch,
} from './schemas.ts'
import { startInvoiceBatch } from './start-invoice-batch.ts'

const tags = ['invoice batches']
const reads = { permission: 'invoices.read' }
const sends = { permission: 'invoices.send', idempotency: 'required', cost: 20 } as const

export function invoiceBatchRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.post('/invoice-batches/preview', {
    config: { ...reads, cost: 5 },
    schema: { operationId: 'previewInvoiceBatch', tags, body: BatchPreviewQuery, response: { 200: BatchPreview } },
    handler: (request) => request.transact((ctx) => previewBatch(ctx, request.body)),
  })

  app.post('/invoice-batches/issue', {
    config: { permission: 'invoices.issue', idempotency: 'required', cost: 20 },
    schema: { operationId: 'startIssueBatch', tags, body: NewIssueBatch, response: { 202: InvoiceBatch } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => startInvoiceBatch(ctx, 'issue', request.body))
    },
  })

  app.post('/invoice-batches/send', {
    config: sends,
    schema: { operationId: 'startSendBatch', tags, body: NewSendBatch, response: { 202: InvoiceBatch } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => startInvoiceBatch(ctx, 'send', request.body))
    },
  })

  app.post('/invoice-batches/mark-sent', {
    config: sends,
    schema: { operationId: 'startMarkBatch', tags, body: NewMarkBatch, response: { 202: InvoiceBatch } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => startInvoiceBatch(ctx, 'mark_sent', request.body))
    },
  })

  app.get('/invoice-batches', {
    config: reads,
    schema: {
      operationId: 'listInvoiceBatches',
      tags,
      querystring: InvoiceBatchQuery,
      response: { 200: InvoiceBatchPage },
    },
    handler: (request) => request.transact((ctx) => listInvoiceBatches(ctx, cursors, request.query)),
  })

  app.get('/invoice-batches/:id', {
    config: reads,
    schema: { operationId: 'getInvoiceBatch', tags, params: ById, response: { 200: InvoiceBatch } },
    handler: (request) => request.transact((ctx) => getInvoiceBatch(ctx, request.params.id)),
  })

  app.get('/invoice-batches/:id/items', {
    config: reads,
    schema: {
      operationId: 'listInvoiceBatchItems',
      tags,
      params: ById,
      querystring: InvoiceBatchItemQuery,
      response: { 200: InvoiceBatchItemPage },
    },
    handler: (request) =>
      request.transact((ctx) => listInvoiceBatchItems(ctx, cursors, request.params.id, request.query)),
  })

  app.post('/invoice-batches/:id/cancel', {
    config: { permission: 'invoices.send' },
    schema: { operationId: 'cancelInvoiceBatch', tags, params: ById, response: { 200: InvoiceBatch } },
    handler: (request) => request.transact((ctx) => cancelInvoiceBatch(ctx, request.params.id)),
  })
}
