import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveSavedView } from './archive-saved-view.ts'
import { createSavedView } from './create-saved-view.ts'
import { listSavedViews } from './queries.ts'
import { restoreSavedView } from './restore-saved-view.ts'
import { NewSavedView, SavedView, SavedViewChanges, SavedViewList, SavedViewQuery } from './schemas.ts'
import { shareSavedView } from './share-saved-view.ts'
import { unshareSavedView } from './unshare-saved-view.ts'
import { updateSavedView } from './update-saved-view.ts'

const tags = ['saved views']
const writes = { permission: 'saved_views.write' }
const shares = { permission: 'saved_views.share' }

export function savedViewRoutes(app: App): void {
  app.get('/saved-views', {
    config: { permission: 'leads.read' },
    schema: { operationId: 'listSavedViews', tags, querystring: SavedViewQuery, response: { 200: SavedViewList } },
    handler: (request) => request.transact((ctx) => listSavedViews(ctx, request.query)),
  })

  app.post('/saved-views', {
    config: writes,
    schema: { operationId: 'createSavedView', tags, body: NewSavedView, response: { 201: SavedView } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createSavedView(ctx, request.body))
    },
  })

  app.patch('/saved-views/:id', {
    config: { ...writes, if_match: true },
    schema: {
      operationId: 'updateSavedView',
      tags,
      params: ById,
      body: SavedViewChanges,
      response: { 200: SavedView },
    },
    handler: (request) =>
      request.transact((ctx) => updateSavedView(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/saved-views/:id/share', {
    config: shares,
    schema: { operationId: 'shareSavedView', tags, params: ById, response: { 200: SavedView } },
    handler: (request) => request.transact((ctx) => shareSavedView(ctx, request.params.id)),
  })

  app.post('/saved-views/:id/unshare', {
    config: shares,
    schema: { operationId: 'unshareSavedView', tags, params: ById, response: { 200: SavedView } },
    handler: (request) => request.transact((ctx) => unshareSavedView(ctx, request.params.id)),
  })

  app.post('/saved-views/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveSavedView', tags, params: ById, response: { 200: SavedView } },
    handler: (request) => request.transact((ctx) => archiveSavedView(ctx, request.params.id)),
  })

  app.post('/saved-views/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreSavedView', tags, params: ById, response: { 200: SavedView } },
    handler: (request) => request.transact((ctx) => restoreSavedView(ctx, request.params.id)),
  })
}
