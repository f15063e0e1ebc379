import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { Pool } from '#platform/database.ts'
import { eventStreamHeaders } from '#platform/event-stream.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { eventsExported, eventsVerified } from './events.ts'
import { exportEvents, exportHeaders } from './export-events.ts'
import type { LiveEvents } from './live-events.ts'
import { listEvents } from './queries.ts'
import { recordEvent } from './record-event.ts'
import { EventExport, EventNotice, EventPage, EventQuery, EventStreamQuery, Verification } from './schemas.ts'

export type EventParts = {
  pool: Pool
  cursors: Cursors
  live: LiveEvents
  verify: (organization_id: string) => Promise<Verification>
}

const tags = ['events']

export function eventRoutes(app: App, { pool, cursors, live, verify }: EventParts): void {
  app.get('/events', {
    config: { permission: 'events.read' },
    schema: { operationId: 'listEvents', tags, querystring: EventQuery, response: { 200: EventPage } },
    handler: (request) => request.transact((ctx) => listEvents(ctx, cursors, request.query)),
  })

  // A browser's EventSource cannot send a header, so the organisation may be named in the query here.
  app.get('/events/stream', {
    // A HEAD would read the stream to an end that never comes.
    exposeHeadRoute: false,
    config: { permission: 'events.follow', organization: 'query' },
    schema: {
      operationId: 'streamEvents',
      tags,
      querystring: EventStreamQuery,
      response: { 200: { content: { 'text/event-stream': { schema: EventNotice } } } },
    },
    handler: async (request, reply) => {
      const stream = await live.open(request)
      return reply.headers(eventStreamHeaders).send(stream as never)
    },
  })

  // Recorded before the first line leaves, so this GET writes. A download link cannot send a header.
  app.get('/events/export', {
    exposeHeadRoute: false,
    config: { permission: 'events.export', cost: 50, organization: 'query', changes_on_get: true },
    schema: {
      operationId: 'exportEvents',
      tags,
      querystring: EventExport,
      response: {
        200: {
          content: { 'text/csv': { schema: Type.String() }, 'application/jsonl': { schema: Type.String() } },
        },
      },
    },
    handler: async (request, reply) => {
      const id = accessOf(request)!.organization_id!
      await request.transact(async (ctx) => recordEvent(ctx, eventsExported, { ...request.query, id }))
      return reply.headers(exportHeaders(request.query)).send(exportEvents(pool, id, request.query) as never)
    },
  })

  app.post('/events/verify', {
    config: { permission: 'events.verify', cost: 100 },
    schema: { operationId: 'verifyEvents', tags, response: { 200: Verification } },
    handler: async (request) => {
      const verification = await verify(accessOf(request)!.organization_id!)
      await request.transact(async (ctx) => recordEvent(ctx, eventsVerified, verification))
      return verification
    },
  })
}
