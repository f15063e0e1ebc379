import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { advanceClock } from './advance-clock.ts'
import { getOrganizationClock } from './clock-queries.ts'
import { ClockAdvance, OrganizationClock } from './clock-schemas.ts'

const tags = ['organizations']

export function clockRoutes(app: App, { is_movable }: { is_movable: boolean }): void {
  app.get('/organizations/:id/clock', {
    config: { permission: 'organizations.read', organization: 'path' },
    schema: { operationId: 'getOrganizationClock', tags, params: ById, response: { 200: OrganizationClock } },
    handler: (request) => request.transact((ctx) => getOrganizationClock(ctx, is_movable)),
  })

  app.post('/organizations/:id/clock/advance', {
    config: { permission: 'organizations.advance_clock', organization: 'path' },
    schema: {
      operationId: 'advanceClock',
      tags,
      params: ById,
      body: ClockAdvance,
      response: { 202: OrganizationClock },
    },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => advanceClock(ctx, request.body, is_movable))
    },
  })
}
