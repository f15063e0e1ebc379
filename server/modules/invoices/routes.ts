import { CustomerMail, CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import type { InvoiceDocuments } from './invoice-documents.ts'
import { issueDebitNote } from './issue-debit-note.ts'
import { issueInvoice } from './issue-invoice.ts'
import { reinstateInvoice } from './reinstate-invoice.ts'
import { getInvoice, getPrintedInvoice, listInvoiceMails, listInvoices, sumInvoices } from './queries.ts'
import {
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceSending,
  InvoiceTotals,
  InvoiceTotalsQuery,
  NewDebitNote,
  NewDraft,
  VoidReason,
  WriteOffReason,
} from './schemas.ts'
import { sendInvoice } from './send-invoice.ts'
import { PdfQuery, sendPdf } from './send-pdf.ts'
import { voidInvoice } from './void-invoice.ts'
import { markInvoiceSent } from './mark-invoice-sent.ts'
import { unmarkInvoiceSent } from './unmark-invoice-sent.ts'
import { writeOffInvoice } from './write-off-invoice.ts'

const tags = ['invoices']
const reads = { permission: 'invoices.read' }

export function invoiceRoutes(
  app: App,
  { cursors, documents }: { cursors: Cursors; documents: InvoiceDocuments },
): void {
  app.post('/invoices', {
    config: { permission: 'invoices.issue', idempotency: 'required' },
    schema: { operationId: 'issueInvoice', tags, body: NewDraft, response: { 201: Invoice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => issueInvoice(ctx, request.body))
    },
  })

  app.get('/invoices', {
    config: reads,
    schema: { operationId: 'listInvoices', tags, querystring: InvoiceQuery, response: { 200: InvoicePage } },
    handler: (request) => request.transact((ctx) => listInvoices(ctx, cursors, request.query)),
  })

  app.get('/invoices/totals', {
    config: reads,
    schema: { operationId: 'sumInvoices', tags, querystring: InvoiceTotalsQuery, response: { 200: InvoiceTotals } },
    handler: (request) => request.transact((ctx) => sumInvoices(ctx, request.query)),
  })

  app.get('/invoices/:id', {
    config: reads,
    schema: { operationId: 'getInvoice', tags, params: ById, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => getInvoice(ctx, request.params.id)),
  })

  app.get('/invoices/:id/pdf', {
    config: { ...reads, organization: 'query', cost: 5 },
    schema: {
      operationId: 'getInvoicePdf',
      tags,
      params: ById,
      querystring: PdfQuery,
      produces: ['application/pdf'],
    },
    handler: async (request, reply) => {
      const invoice = await request.transact((ctx) => getPrintedInvoice(ctx, request.params.id))
      const pdf = await documents.pdfOf(accessOf(request)!.organization_id!, invoice)
      return sendPdf(reply, invoice.number, pdf, request.query)
    },
  })

  app.post('/invoices/:id/send', {
    config: { permission: 'invoices.send', idempotency: 'required' },
    schema: { operationId: 'sendInvoice', tags, params: ById, body: InvoiceSending, response: { 202: CustomerMail } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => sendInvoice(ctx, request.params.id, request.body))
    },
  })

  app.get('/invoices/:id/mails', {
    config: reads,
    schema: { operationId: 'listInvoiceMails', tags, params: ById, response: { 200: CustomerMailList } },
    handler: (request) => request.transact((ctx) => listInvoiceMails(ctx, request.params.id)),
  })

  app.post('/invoices/:id/mark-sent', {
    config: { permission: 'invoices.send' },
    schema: { operationId: 'markInvoiceSent', tags, params: ById, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => markInvoiceSent(ctx, request.params.id)),
  })

  app.post('/invoices/:id/unmark-sent', {
    config: { permission: 'invoices.send' },
    schema: { operationId: 'unmarkInvoiceSent', tags, params: ById, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => unmarkInvoiceSent(ctx, request.params.id)),
  })

  app.post('/invoices/:id/void', {
    config: { permission: 'invoices.void' },
    schema: { operationId: 'voidInvoice', tags, params: ById, body: VoidReason, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => voidInvoice(ctx, request.params.id, request.body)),
  })

  app.post('/invoices/:id/write-off', {
    config: { permission: 'invoices.write_off' },
    schema: { operationId: 'writeOffInvoice', tags, params: ById, body: WriteOffReason, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => writeOffInvoice(ctx, request.params.id, request.body)),
  })

  app.post('/invoices/:id/reinstate', {
    config: { permission: 'invoices.write_off' },
    schema: { operationId: 'reinstateInvoice', tags, params: ById, response: { 200: Invoice } },
    handler: (request) => request.transact((ctx) => reinstateInvoice(ctx, request.params.id)),
  })

  app.post('/invoices/:id/debit-notes', {
    config: { permission: 'credit_notes.issue', idempotency: 'required' },
    schema: { operationId: 'issueDebitNote', tags, params: ById, body: NewDebitNote, response: { 201: Invoice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => issueDebitNote(ctx, request.params.id, request.body))
    },
  })
}
