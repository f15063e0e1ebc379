import { Invoice } from '#modules/invoices/schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { agreeDraft } from './agree-draft.ts'
import { billPart } from './bill-part.ts'
import { endAgreement } from './end-agreement.ts'
import { previewPart } from './preview-part.ts'
import { getAgreement, listAgreements } from './queries.ts'
import { reopenAgreement } from './reopen-agreement.ts'
import {
  Agreement,
  AgreementEnd,
  AgreementPage,
  AgreementQuery,
  NewAgreement,
  NewPart,
  PartPreview,
} from './schemas.ts'

const tags = ['agreements']
const reads = { permission: 'invoices.read' }
const writes = { permission: 'invoices.write' }

export function agreementRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.post('/invoice-drafts/:id/agree', {
    config: { ...writes, idempotency: 'required' },
    schema: { operationId: 'agreeDraft', tags, params: ById, body: NewAgreement, response: { 201: Agreement } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => agreeDraft(ctx, request.params.id, request.body))
    },
  })

  app.get('/agreements', {
    config: reads,
    schema: { operationId: 'listAgreements', tags, querystring: AgreementQuery, response: { 200: AgreementPage } },
    handler: (request) => request.transact((ctx) => listAgreements(ctx, cursors, request.query)),
  })

  app.get('/agreements/:id', {
    config: reads,
    schema: { operationId: 'getAgreement', tags, params: ById, response: { 200: Agreement } },
    handler: (request) => request.transact((ctx) => getAgreement(ctx, request.params.id)),
  })

  app.post('/agreements/:id/preview-part', {
    config: writes,
    schema: { operationId: 'previewPart', tags, params: ById, body: NewPart, response: { 200: PartPreview } },
    handler: (request) => request.transact((ctx) => previewPart(ctx, request.params.id, request.body)),
  })

  app.post('/agreements/:id/bill-part', {
    config: { permission: 'invoices.issue', idempotency: 'required' },
    schema: { operationId: 'billPart', tags, params: ById, body: NewPart, response: { 201: Invoice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => billPart(ctx, request.params.id, request.body))
    },
  })

  app.post('/agreements/:id/end', {
    config: writes,
    schema: { operationId: 'endAgreement', tags, params: ById, body: AgreementEnd, response: { 200: Agreement } },
    handler: (request) => request.transact((ctx) => endAgreement(ctx, request.params.id, request.body)),
  })

  app.post('/agreements/:id/reopen', {
    config: writes,
    schema: { operationId: 'reopenAgreement', tags, params: ById, response: { 200: Agreement } },
    handler: (request) => request.transact((ctx) => reopenAgreement(ctx, request.params.id)),
  })
}
