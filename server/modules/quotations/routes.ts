import { Type } from 'typebox'
import { CustomerMailList } from '#modules/customer-mails/schemas.ts'
import type { InvoiceDocuments } from '#modules/invoices/invoice-documents.ts'
import type { Context } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { acceptQuotation } from './accept-quotation.ts'
import { createQuotation } from './create-quotation.ts'
import { declineQuotation } from './decline-quotation.ts'
import { deleteQuotation } from './delete-quotation.ts'
import { invoiceQuotation } from './invoice-quotation.ts'
import { previewQuotation } from './preview-quotation.ts'
import { publicQuotationRoutes } from './public-routes.ts'
import { type Found, getQuotation, listQuotationMails, listQuotations } from './queries.ts'
import { quotationPaper } from './quotation-page.ts'
import { reopenQuotation } from './reopen-quotation.ts'
import { reviseQuotation } from './revise-quotation.ts'
import {
  NewQuotation,
  Quotation,
  QuotationAcceptance,
  QuotationChanges,
  QuotationPage,
  QuotationPreview,
  QuotationQuery,
  QuotationRefusal,
  QuotationSending,
  QuotationTotals,
} from './schemas.ts'
import { type SendParts, sendQuotation } from './send-quotation.ts'
import { updateQuotation } from './update-quotation.ts'
import { withdrawQuotation } from './withdraw-quotation.ts'

export type QuotationParts = SendParts & { cursors: Cursors; documents: InvoiceDocuments }

const tags = ['quotations']
const reads = { permission: 'quotations.read' }
const writes = { permission: 'quotations.write' }

export function quotationRoutes(app: App, parts: QuotationParts): void {
  const { cursors, documents, tokens, public_url } = parts
  /** With the address of its page, which is worked out and kept nowhere. */
  const shown = async (ctx: Context, found: Promise<Found>): Promise<Quotation> => {
    const { today: _, issue_date: __, ...quotation } = await found
    const token = tokens.tokenOf({ organization_id: ctx.organization_id, quotation_id: quotation.id })
    return { ...quotation, public_url: quotation.number && `${public_url}/quotation/${token}` }
  }

  app.get('/quotations', {
    config: reads,
    schema: { operationId: 'listQuotations', tags, querystring: QuotationQuery, response: { 200: QuotationPage } },
    handler: (request) => request.transact((ctx) => listQuotations(ctx, cursors, request.query)),
  })

  app.post('/quotations', {
    config: writes,
    schema: { operationId: 'createQuotation', tags, body: NewQuotation, response: { 201: Quotation } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => shown(ctx, createQuotation(ctx, request.body)))
    },
  })

  app.post('/quotations/preview', {
    config: writes,
    schema: { operationId: 'previewQuotation', tags, body: QuotationPreview, response: { 200: QuotationTotals } },
    handler: (request) => request.transact((ctx) => previewQuotation(ctx, request.body)),
  })

  app.get('/quotations/:id', {
    config: reads,
    schema: { operationId: 'getQuotation', tags, params: ById, response: { 200: Quotation } },
    handler: (request) => request.transact((ctx) => shown(ctx, getQuotation(ctx, request.params.id))),
  })

  app.patch('/quotations/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateQuotation',
      tags,
      params: ById,
      body: QuotationChanges,
      response: { 200: Quotation },
    },
    handler: (request) =>
      request.transact((ctx) => shown(ctx, updateQuotation(ctx, request.params.id, request.version, request.body))),
  })

  app.delete('/quotations/:id', {
    config: writes,
    schema: { operationId: 'deleteQuotation', tags, params: ById, response: { 204: Type.Null() } },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => deleteQuotation(ctx, request.params.id))
    },
  })

  app.get('/quotations/:id/pdf', {
    config: { ...reads, cost: 5 },
    schema: { operationId: 'getQuotationPdf', tags, params: ById, produces: ['application/pdf'] },
    handler: async (request, reply) => {
      const { organization_id, quotation } = await request.transact(async (ctx) => {
        return { organization_id: ctx.organization_id, quotation: await getQuotation(ctx, request.params.id) }
      })
      const pdf = await documents.paperOf(organization_id, quotationPaper(quotation))
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="${quotation.number}.pdf"`)
        .send(pdf)
    },
  })

  app.post('/quotations/:id/send', {
    config: { ...writes, idempotency: 'required' },
    schema: { operationId: 'sendQuotation', tags, params: ById, body: QuotationSending, response: { 200: Quotation } },
    handler: (request) =>
      request.transact((ctx) => shown(ctx, sendQuotation(ctx, parts, request.params.id, request.body))),
  })

  app.get('/quotations/:id/mails', {
    config: reads,
    schema: { operationId: 'listQuotationMails', tags, params: ById, response: { 200: CustomerMailList } },
    handler: (request) => request.transact((ctx) => listQuotationMails(ctx, request.params.id)),
  })

  app.post('/quotations/:id/accept', {
    config: writes,
    schema: {
      operationId: 'acceptQuotation',
      tags,
      params: ById,
      body: QuotationAcceptance,
      response: { 200: Quotation },
    },
    handler: (request) => request.transact((ctx) => shown(ctx, acceptQuotation(ctx, request.params.id, request.body))),
  })

  app.post('/quotations/:id/decline', {
    config: writes,
    schema: {
      operationId: 'declineQuotation',
      tags,
      params: ById,
      body: QuotationRefusal,
      response: { 200: Quotation },
    },
    handler: (request) => request.transact((ctx) => shown(ctx, declineQuotation(ctx, request.params.id, request.body))),
  })

  app.post('/quotations/:id/withdraw', {
    config: writes,
    schema: { operationId: 'withdrawQuotation', tags, params: ById, response: { 200: Quotation } },
    handler: (request) => request.transact((ctx) => shown(ctx, withdrawQuotation(ctx, request.params.id))),
  })

  app.post('/quotations/:id/reopen', {
    config: writes,
    schema: { operationId: 'reopenQuotation', tags, params: ById, response: { 200: Quotation } },
    handler: (request) => request.transact((ctx) => shown(ctx, reopenQuotation(ctx, request.params.id))),
  })

  app.post('/quotations/:id/revise', {
    config: writes,
    schema: { operationId: 'reviseQuotation', tags, params: ById, response: { 201: Quotation } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => shown(ctx, reviseQuotation(ctx, request.params.id)))
    },
  })

  app.post('/quotations/:id/invoice', {
    config: writes,
    schema: { operationId: 'invoiceQuotation', tags, params: ById, response: { 200: Quotation } },
    handler: (request) => request.transact((ctx) => shown(ctx, invoiceQuotation(ctx, request.params.id))),
  })

  publicQuotationRoutes(app, parts)
}
