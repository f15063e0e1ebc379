import { Type } from 'typebox'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { Pool } from '#platform/database.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import { archiveMeter } from './archive-meter.ts'
import { createMeter } from './create-meter.ts'
import { usageExported } from './events.ts'
import { exportHeaders, exportUsageEvents } from './export-usage-events.ts'
import { ingestUsage } from './ingest-usage.ts'
import { getMeter, listMeters } from './meter-queries.ts'
import { restoreMeter } from './restore-meter.ts'
import {
  IngestedUsage,
  Meter,
  MeterChanges,
  MeterPage,
  MeterQuery,
  NewMeter,
  NewUsage,
  Usage,
  UsageEventPage,
  UsageEventQuery,
  UsageExport,
  UsageQuery,
} from './schemas.ts'
import { updateMeter } from './update-meter.ts'
import { listUsageEvents } from './usage-event-queries.ts'
import { getUsage } from './usage-queries.ts'

const tags = ['usage']
const reads = { permission: 'usage.read' }
const writes = { permission: 'usage.write' }
/** What a meter is decides what is billed, like a price. */
const defines = { permission: 'plans.write' }

export function usageRoutes(app: App, { pool, cursors }: { pool: Pool; cursors: Cursors }): void {
  app.get('/meters', {
    config: reads,
    schema: { operationId: 'listMeters', tags, querystring: MeterQuery, response: { 200: MeterPage } },
    handler: (request) => request.transact((ctx) => listMeters(ctx, cursors, request.query)),
  })

  app.post('/meters', {
    config: defines,
    schema: { operationId: 'createMeter', tags, body: NewMeter, response: { 201: Meter } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createMeter(ctx, request.body))
    },
  })

  app.get('/meters/:id', {
    config: reads,
    schema: { operationId: 'getMeter', tags, params: ById, response: { 200: Meter } },
    handler: (request) => request.transact((ctx) => getMeter(ctx, request.params.id)),
  })

  app.patch('/meters/:id', {
    config: { ...defines, if_match: true },
    schema: { operationId: 'updateMeter', tags, params: ById, body: MeterChanges, response: { 200: Meter } },
    handler: (request) => request.transact((ctx) => updateMeter(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/meters/:id/archive', {
    config: defines,
    schema: { operationId: 'archiveMeter', tags, params: ById, response: { 200: Meter } },
    handler: (request) => request.transact((ctx) => archiveMeter(ctx, request.params.id)),
  })

  app.post('/meters/:id/restore', {
    config: defines,
    schema: { operationId: 'restoreMeter', tags, params: ById, response: { 200: Meter } },
    handler: (request) => request.transact((ctx) => restoreMeter(ctx, request.params.id)),
  })

  app.get('/usage', {
    config: { ...reads, cost: 5 },
    schema: { operationId: 'getUsage', tags, querystring: UsageQuery, response: { 200: Usage } },
    handler: (request) => request.transact((ctx) => getUsage(ctx, request.query)),
  })

  app.get('/usage-events', {
    config: reads,
    schema: { operationId: 'listUsageEvents', tags, querystring: UsageEventQuery, response: { 200: UsageEventPage } },
    handler: (request) => request.transact((ctx) => listUsageEvents(ctx, cursors, request.query)),
  })

  app.post('/usage-events', {
    config: writes,
    schema: { operationId: 'ingestUsage', tags, body: NewUsage, response: { 200: IngestedUsage } },
    handler: (request) => request.transact((ctx) => ingestUsage(ctx, request.body)),
  })

  // Recorded before the first line leaves, so this GET writes. A download link cannot send a header.
  app.get('/usage-events/export', {
    exposeHeadRoute: false,
    config: { ...reads, cost: 50, organization: 'query', changes_on_get: true },
    schema: {
      operationId: 'exportUsageEvents',
      tags,
      querystring: UsageExport,
      response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
    },
    handler: async (request, reply) => {
      const id = accessOf(request)!.organization_id!
      await request.transact(async (ctx) => recordEvent(ctx, usageExported, { ...request.query, id }))
      return reply.headers(exportHeaders).send(exportUsageEvents(pool, id, request.query) as never)
    },
  })
}
