import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createDraft } from './create-draft.ts'
import { deleteDraft } from './delete-draft.ts'
import { getDraft, listDrafts } from './draft-queries.ts'
import { issueDraft } from './issue-draft.ts'
import { previewDraft } from './preview-draft.ts'
import {
  ComputedDraft,
  Draft,
  DraftChanges,
  DraftPage,
  DraftPreview,
  DraftQuery,
  Invoice,
  NewDraft,
} from './schemas.ts'
import { updateDraft } from './update-draft.ts'

const tags = ['invoice-drafts']
const reads = { permission: 'invoices.read' }
const writes = { permission: 'invoices.write' }

export function draftRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.post('/invoice-drafts/preview', {
    config: writes,
    schema: { operationId: 'previewDraft', tags, body: DraftPreview, response: { 200: ComputedDraft } },
    handler: (request) => request.transact((ctx) => previewDraft(ctx, request.body)),
  })

  app.post('/invoice-drafts', {
    config: writes,
    schema: { operationId: 'createDraft', tags, body: NewDraft, response: { 201: Draft } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createDraft(ctx, request.body))
    },
  })

  app.get('/invoice-drafts', {
    config: reads,
    schema: { operationId: 'listDrafts', tags, querystring: DraftQuery, response: { 200: DraftPage } },
    handler: (request) => request.transact((ctx) => listDrafts(ctx, cursors, request.query)),
  })

  app.get('/invoice-drafts/:id', {
    config: reads,
    schema: { operationId: 'getDraft', tags, params: ById, response: { 200: Draft } },
    handler: (request) => request.transact((ctx) => getDraft(ctx, request.params.id)),
  })

  app.patch('/invoice-drafts/:id', {
    config: { ...writes, if_match: true },
    schema: { operationId: 'updateDraft', tags, params: ById, body: DraftChanges, response: { 200: Draft } },
    handler: (request) => request.transact((ctx) => updateDraft(ctx, request.params.id, request.version, request.body)),
  })

  app.delete('/invoice-drafts/:id', {
    config: writes,
    schema: { operationId: 'deleteDraft', tags, params: ById, response: { 204: Type.Null() } },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => deleteDraft(ctx, request.params.id))
    },
  })

  app.post('/invoice-drafts/:id/issue', {
    config: { permission: 'invoices.issue', idempotency: 'required' },
    schema: { operationId: 'issueDraft', tags, params: ById, response: { 201: Invoice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => issueDraft(ctx, request.params.id))
    },
  })
}
