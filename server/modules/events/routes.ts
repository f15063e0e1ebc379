import type { Cursors } from '#platform/cursor.ts'
import { eventStreamHeaders } from '#platform/event-stream.ts'
import type { App } from '#platform/http.ts'
import type { LiveEvents } from './live-events.ts'
import { listEvents } from './queries.ts'
import { EventNotice, EventPage, EventQuery, EventStreamQuery } from './schemas.ts'

const tags = ['events']

export function eventRoutes(app: App, { cursors, live }: { cursors: Cursors; live: LiveEvents }): void {
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
}
