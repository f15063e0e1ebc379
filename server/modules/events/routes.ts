import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { listEvents } from './queries.ts'
import { EventPage, EventQuery } from './schemas.ts'

export function eventRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/events', {
    config: { permission: 'events.read' },
    schema: { operationId: 'listEvents', tags: ['events'], querystring: EventQuery, response: { 200: EventPage } },
    handler: (request) => request.transact((ctx) => listEvents(ctx, cursors, request.query)),
  })
}
