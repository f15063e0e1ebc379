import { Type } from 'typebox'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { exportAccounting, exportAgain, fileHeaders, fileOf } from './export-accounting.ts'
import { getAccountingSettings, listAccountingExports, previewExport } from './queries.ts'
import {
  AccountingExportList,
  AccountingSettings,
  AccountingSettingsChanges,
  ExportAgainQuery,
  ExportFileQuery,
  ExportPreview,
  ExportSelection,
} from './schemas.ts'
import { updateAccountingSettings } from './update-accounting-settings.ts'

const tags = ['accounting']
const reads = { permission: 'accounting.read' }

export function accountingRoutes(app: App, { pool }: { pool: Pool }): void {
  app.get('/accounting-settings', {
    config: reads,
    schema: { operationId: 'getAccountingSettings', tags, response: { 200: AccountingSettings } },
    handler: (request) => request.transact(getAccountingSettings),
  })

  app.patch('/accounting-settings', {
    config: { permission: 'accounting.write' },
    schema: {
      operationId: 'updateAccountingSettings',
      tags,
      body: AccountingSettingsChanges,
      response: { 200: AccountingSettings },
    },
    handler: (request) => request.transact((ctx) => updateAccountingSettings(ctx, request.body)),
  })

  app.get('/accounting-exports', {
    config: reads,
    schema: { operationId: 'listAccountingExports', tags, response: { 200: AccountingExportList } },
    handler: (request) => request.transact(listAccountingExports),
  })

  app.get('/accounting-exports/preview', {
    config: reads,
    schema: { operationId: 'previewExport', tags, querystring: ExportSelection, response: { 200: ExportPreview } },
    handler: (request) => request.transact((ctx) => previewExport(ctx, request.query)),
  })

  // Recorded before the first line leaves, so this GET writes. A download link cannot send a header.
  app.get('/accounting-exports/file', {
    exposeHeadRoute: false,
    config: { permission: 'accounting.export', cost: 20, organization: 'query', changes_on_get: true },
    schema: {
      operationId: 'exportAccounting',
      tags,
      querystring: ExportFileQuery,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const { organization_id: _, ...selection } = request.query
      const taken = await request.transact((ctx) => exportAccounting(ctx, selection))
      return reply.headers(fileHeaders(taken.chosen)).send(fileOf(pool, taken) as never)
    },
  })

  app.get('/accounting-exports/:id/file', {
    exposeHeadRoute: false,
    config: { permission: 'accounting.export', cost: 20, organization: 'query', changes_on_get: true },
    schema: {
      operationId: 'exportAgain',
      tags,
      params: ById,
      querystring: ExportAgainQuery,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const taken = await request.transact((ctx) => exportAgain(ctx, request.params.id))
      return reply.headers(fileHeaders(taken.chosen)).send(fileOf(pool, taken) as never)
    },
  })
}
