import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveLead } from './archive-lead.ts'
import { assignLead } from './assign-lead.ts'
import { getLeadBoard, getLeadForecast, listLeadFacets } from './board-queries.ts'
import { LeadBoard, LeadBoardQuery, LeadFacets, LeadForecast } from './board-schemas.ts'
import { listPastBulkEdits } from './bulk-queries.ts'
import { LeadBulkUndo, PastBulkEditList } from './bulk-schemas.ts'
import { countLeads } from './count-leads.ts'
import { createLead } from './create-lead.ts'
import { editLeads } from './edit-leads.ts'
import { exportHeaders, exportLeads, prepareExport } from './export-leads.ts'
import { listLeads } from './list-leads.ts'
import { moveLead } from './move-lead.ts'
import { explainScore, getLead } from './queries.ts'
import { restoreLead } from './restore-lead.ts'
import {
  Lead,
  LeadBulkEdit,
  LeadBulkResult,
  LeadChanges,
  LeadCount,
  LeadCountQuery,
  LeadExport,
  LeadMove,
  LeadOwner,
  LeadPage,
  LeadQuery,
  LeadScore,
  NewLead,
  SavedLead,
} from './schemas.ts'
import { undoLeadBulkEdit } from './undo-lead-bulk-edit.ts'
import { updateLead } from './update-lead.ts'

const tags = ['leads']
const reads = { permission: 'leads.read' }
const writes = { permission: 'leads.write' }

export function leadRoutes(app: App, { cursors, pool }: { cursors: Cursors; pool: Pool }): void {
  // Recorded before the first line leaves, so this GET writes. A download link cannot send a header.
  app.get('/leads/export', {
    exposeHeadRoute: false,
    config: { permission: 'leads.export', cost: 50, organization: 'query', changes_on_get: true },
    schema: {
      operationId: 'exportLeads',
      tags,
      querystring: LeadExport,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const around = await request.transact((ctx) => prepareExport(ctx, request.query))
      return reply.headers(exportHeaders).send(exportLeads(pool, around, request.query) as never)
    },
  })

  app.get('/leads', {
    config: reads,
    schema: { operationId: 'listLeads', tags, querystring: LeadQuery, response: { 200: LeadPage } },
    handler: (request) => request.transact((ctx) => listLeads(ctx, cursors, request.query)),
  })

  app.get('/leads/count', {
    config: reads,
    schema: { operationId: 'countLeads', tags, querystring: LeadCountQuery, response: { 200: LeadCount } },
    handler: (request) => request.transact((ctx) => countLeads(ctx, request.query)),
  })

  app.get('/leads/board', {
    config: reads,
    schema: { operationId: 'getLeadBoard', tags, querystring: LeadBoardQuery, response: { 200: LeadBoard } },
    handler: (request) => request.transact((ctx) => getLeadBoard(ctx, cursors, request.query)),
  })

  app.get('/leads/forecast', {
    config: reads,
    schema: { operationId: 'getLeadForecast', tags, response: { 200: LeadForecast } },
    handler: (request) => request.transact(getLeadForecast),
  })

  app.get('/leads/facets', {
    config: reads,
    schema: { operationId: 'listLeadFacets', tags, response: { 200: LeadFacets } },
    handler: (request) => request.transact(listLeadFacets),
  })

  app.post('/leads', {
    config: writes,
    schema: { operationId: 'createLead', tags, body: NewLead, response: { 201: SavedLead } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createLead(ctx, request.body))
    },
  })

  app.post('/leads/bulk-edit', {
    config: writes,
    schema: { operationId: 'editLeads', tags, body: LeadBulkEdit, response: { 200: LeadBulkResult } },
    handler: (request) => request.transact((ctx) => editLeads(ctx, request.body)),
  })

  app.get('/leads/bulk-edits', {
    config: reads,
    schema: { operationId: 'listPastBulkEdits', tags, response: { 200: PastBulkEditList } },
    handler: (request) => request.transact(listPastBulkEdits),
  })

  app.post('/leads/bulk-edits/:id/undo', {
    config: writes,
    schema: { operationId: 'undoLeadBulkEdit', tags, params: ById, response: { 200: LeadBulkUndo } },
    handler: (request) => request.transact((ctx) => undoLeadBulkEdit(ctx, request.params.id)),
  })

  app.get('/leads/:id', {
    config: reads,
    schema: { operationId: 'getLead', tags, params: ById, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => getLead(ctx, request.params.id)),
  })

  app.get('/leads/:id/score', {
    config: reads,
    schema: { operationId: 'explainScore', tags, params: ById, response: { 200: LeadScore } },
    handler: (request) => request.transact((ctx) => explainScore(ctx, request.params.id)),
  })

  app.patch('/leads/:id', {
    config: { ...writes, if_match: true },
    schema: { operationId: 'updateLead', tags, params: ById, body: LeadChanges, response: { 200: SavedLead } },
    handler: (request) => request.transact((ctx) => updateLead(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/leads/:id/move', {
    config: writes,
    schema: { operationId: 'moveLead', tags, params: ById, body: LeadMove, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => moveLead(ctx, request.params.id, request.body)),
  })

  app.post('/leads/:id/assign', {
    config: writes,
    schema: { operationId: 'assignLead', tags, params: ById, body: LeadOwner, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => assignLead(ctx, request.params.id, request.body)),
  })

  app.post('/leads/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveLead', tags, params: ById, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => archiveLead(ctx, request.params.id)),
  })

  app.post('/leads/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreLead', tags, params: ById, response: { 200: Lead } },
    handler: (request) => request.transact((ctx) => restoreLead(ctx, request.params.id)),
  })
}
