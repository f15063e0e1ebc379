import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createRecurringInvoice } from './create-recurring-invoice.ts'
import { endRecurringInvoice } from './end-recurring-invoice.ts'
import { pauseRecurringInvoice } from './pause-recurring-invoice.ts'
import { previewRecurringInvoice, previewUnsaved } from './preview-recurring-invoice.ts'
import { getRecurringInvoice, listRecurringInvoiceDates, listRecurringInvoices } from './queries.ts'
import { resumeRecurringInvoice } from './resume-recurring-invoice.ts'
import {
  NewRecurringInvoice,
  RecurringInvoice,
  RecurringInvoiceChanges,
  RecurringInvoiceDatePage,
  RecurringInvoiceDateQuery,
  RecurringInvoicePage,
  RecurringInvoicePreview,
  RecurringInvoiceQuery,
  RecurringInvoiceResumed,
  UnsavedRecurringInvoice,
} from './schemas.ts'
import { updateRecurringInvoice } from './update-recurring-invoice.ts'

const tags = ['recurring-invoices']
const reads = { permission: 'invoices.read' }
const writes = { permission: 'invoices.write' }
/** What is set up issues invoices by itself, so it takes the right to issue them. */
const issues = { permission: 'invoices.issue' }

export function recurringInvoiceRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/recurring-invoices', {
    config: reads,
    schema: {
      operationId: 'listRecurringInvoices',
      tags,
      querystring: RecurringInvoiceQuery,
      response: { 200: RecurringInvoicePage },
    },
    handler: (request) => request.transact((ctx) => listRecurringInvoices(ctx, cursors, request.query)),
  })

  app.post('/recurring-invoices', {
    config: { ...issues, idempotency: 'required' },
    schema: {
      operationId: 'createRecurringInvoice',
      tags,
      body: NewRecurringInvoice,
      response: { 201: RecurringInvoice },
    },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createRecurringInvoice(ctx, request.body))
    },
  })

  app.post('/recurring-invoices/preview', {
    config: writes,
    schema: {
      operationId: 'previewUnsavedRecurringInvoice',
      tags,
      body: UnsavedRecurringInvoice,
      response: { 200: RecurringInvoicePreview },
    },
    handler: (request) => request.transact((ctx) => previewUnsaved(ctx, request.body)),
  })

  app.get('/recurring-invoices/:id', {
    config: reads,
    schema: { operationId: 'getRecurringInvoice', tags, params: ById, response: { 200: RecurringInvoice } },
    handler: (request) => request.transact((ctx) => getRecurringInvoice(ctx, request.params.id)),
  })

  app.patch('/recurring-invoices/:id', {
    config: { ...issues, if_match: true },
    schema: {
      operationId: 'updateRecurringInvoice',
      tags,
      params: ById,
      body: RecurringInvoiceChanges,
      response: { 200: RecurringInvoice },
    },
    handler: (request) =>
      request.transact((ctx) => updateRecurringInvoice(ctx, request.params.id, request.version, request.body)),
  })

  app.get('/recurring-invoices/:id/preview', {
    config: reads,
    schema: { operationId: 'previewRecurringInvoice', tags, params: ById, response: { 200: RecurringInvoicePreview } },
    handler: (request) => request.transact((ctx) => previewRecurringInvoice(ctx, request.params.id)),
  })

  app.get('/recurring-invoices/:id/dates', {
    config: reads,
    schema: {
      operationId: 'listRecurringInvoiceDates',
      tags,
      params: ById,
      querystring: RecurringInvoiceDateQuery,
      response: { 200: RecurringInvoiceDatePage },
    },
    handler: (request) =>
      request.transact((ctx) => listRecurringInvoiceDates(ctx, cursors, request.params.id, request.query)),
  })

  app.post('/recurring-invoices/:id/pause', {
    config: writes,
    schema: { operationId: 'pauseRecurringInvoice', tags, params: ById, response: { 200: RecurringInvoice } },
    handler: (request) => request.transact((ctx) => pauseRecurringInvoice(ctx, request.params.id)),
  })

  app.post('/recurring-invoices/:id/resume', {
    config: issues,
    schema: { operationId: 'resumeRecurringInvoice', tags, params: ById, response: { 200: RecurringInvoiceResumed } },
    handler: (request) => request.transact((ctx) => resumeRecurringInvoice(ctx, request.params.id)),
  })

  app.post('/recurring-invoices/:id/end', {
    config: writes,
    schema: { operationId: 'endRecurringInvoice', tags, params: ById, response: { 200: RecurringInvoice } },
    handler: (request) => request.transact((ctx) => endRecurringInvoice(ctx, request.params.id)),
  })
}
