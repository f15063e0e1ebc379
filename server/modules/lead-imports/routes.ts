import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import type { Storage } from '#platform/storage.ts'
import { cancelLeadImport } from './cancel-lead-import.ts'
import { checkLeadImport } from './check-lead-import.ts'
import { createLeadImport } from './create-lead-import.ts'
import { exportRows, getImportWithRows, rowHeaders } from './export-rows.ts'
import { previewLeadImport } from './preview-lead-import.ts'
import { getLeadImport, listLeadImportRows, listLeadImports } from './queries.ts'
import {
  largestPartBody,
  LeadImport,
  LeadImportCheck,
  LeadImportPage,
  LeadImportPart,
  LeadImportPreview,
  LeadImportQuery,
  LeadImportRowExport,
  LeadImportRowPage,
  LeadImportRowQuery,
  NewLeadImport,
} from './schemas.ts'
import { startLeadImport } from './start-lead-import.ts'
import { undoLeadImport } from './undo-lead-import.ts'
import { uploadLeadImport } from './upload-lead-import.ts'

const tags = ['lead imports']
const config = { permission: 'leads.import' }

export function leadImportRoutes(
  app: App,
  { cursors, pool, storage }: { cursors: Cursors; pool: Pool; storage: Storage },
): void {
  app.get('/lead-imports', {
    config,
    schema: { operationId: 'listLeadImports', tags, querystring: LeadImportQuery, response: { 200: LeadImportPage } },
    handler: (request) => request.transact((ctx) => listLeadImports(ctx, cursors, request.query)),
  })

  app.post('/lead-imports', {
    config,
    schema: { operationId: 'createLeadImport', tags, body: NewLeadImport, response: { 201: LeadImport } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createLeadImport(ctx, request.body))
    },
  })

  app.get('/lead-imports/:id', {
    config,
    schema: { operationId: 'getLeadImport', tags, params: ById, response: { 200: LeadImport } },
    handler: (request) => request.transact((ctx) => getLeadImport(ctx, request.params.id)),
  })

  app.post('/lead-imports/:id/upload', {
    config,
    bodyLimit: largestPartBody,
    schema: {
      operationId: 'uploadLeadImport',
      tags,
      params: ById,
      body: LeadImportPart,
      response: { 200: LeadImport },
    },
    handler: (request) => request.transact((ctx) => uploadLeadImport(ctx, storage, request.params.id, request.body)),
  })

  app.get('/lead-imports/:id/preview', {
    config: { ...config, cost: 5 },
    schema: { operationId: 'previewLeadImport', tags, params: ById, response: { 200: LeadImportPreview } },
    handler: (request) => request.transact((ctx) => previewLeadImport(ctx, storage, request.params.id)),
  })

  app.post('/lead-imports/:id/check', {
    config: { ...config, cost: 5 },
    schema: {
      operationId: 'checkLeadImport',
      tags,
      params: ById,
      body: LeadImportCheck,
      response: { 200: LeadImport },
    },
    handler: (request) => request.transact((ctx) => checkLeadImport(ctx, storage, request.params.id, request.body)),
  })

  app.get('/lead-imports/:id/rows', {
    config,
    schema: {
      operationId: 'listLeadImportRows',
      tags,
      params: ById,
      querystring: LeadImportRowQuery,
      response: { 200: LeadImportRowPage },
    },
    handler: (request) => request.transact((ctx) => listLeadImportRows(ctx, cursors, request.params.id, request.query)),
  })

  // A download link cannot send a header, so the organisation may be named in the query here.
  app.get('/lead-imports/:id/rows/export', {
    exposeHeadRoute: false,
    config: { ...config, organization: 'query', cost: 20 },
    schema: {
      operationId: 'exportLeadImportRows',
      tags,
      params: ById,
      querystring: LeadImportRowExport,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const { verdict = 'bad' } = request.query
      const lead_import = await request.transact((ctx) => getImportWithRows(ctx, request.params.id))
      const rows = exportRows(pool, accessOf(request)!.organization_id!, lead_import, verdict)
      return reply.headers(rowHeaders(verdict)).send(rows as never)
    },
  })

  app.post('/lead-imports/:id/start', {
    config,
    schema: { operationId: 'startLeadImport', tags, params: ById, response: { 200: LeadImport } },
    handler: (request) => request.transact((ctx) => startLeadImport(ctx, request.params.id)),
  })

  app.post('/lead-imports/:id/cancel', {
    config,
    schema: { operationId: 'cancelLeadImport', tags, params: ById, response: { 200: LeadImport } },
    handler: (request) => request.transact((ctx) => cancelLeadImport(ctx, storage, request.params.id)),
  })

  app.post('/lead-imports/:id/undo', {
    config,
    schema: { operationId: 'undoLeadImport', tags, params: ById, response: { 200: LeadImport } },
    handler: (request) => request.transact((ctx) => undoLeadImport(ctx, request.params.id)),
  })
}
