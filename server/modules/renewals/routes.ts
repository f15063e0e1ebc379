import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getDueRenewals, getRenewalRun, listRenewalRuns, listRenewalSkips } from './queries.ts'
import { DueRenewals, NewRenewalRun, RenewalRun, RenewalRunPage, RenewalRunQuery, RenewalSkipList } from './schemas.ts'
import { startRun } from './start-run.ts'

const tags = ['renewals']
const reads = { permission: 'renewals.read' }

export function renewalRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/renewal-runs', {
    config: reads,
    schema: { operationId: 'listRenewalRuns', tags, querystring: RenewalRunQuery, response: { 200: RenewalRunPage } },
    handler: (request) => request.transact((ctx) => listRenewalRuns(ctx, cursors, request.query)),
  })

  app.post('/renewal-runs', {
    config: { permission: 'renewals.run' },
    schema: { operationId: 'startRun', tags, body: NewRenewalRun, response: { 201: RenewalRun } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => startRun(ctx, request.body))
    },
  })

  app.get('/renewal-runs/due', {
    config: reads,
    schema: { operationId: 'getDueRenewals', tags, response: { 200: DueRenewals } },
    handler: (request) => request.transact(getDueRenewals),
  })

  app.get('/renewal-runs/:id', {
    config: reads,
    schema: { operationId: 'getRenewalRun', tags, params: ById, response: { 200: RenewalRun } },
    handler: (request) => request.transact((ctx) => getRenewalRun(ctx, request.params.id)),
  })

  app.get('/renewal-runs/:id/skips', {
    config: reads,
    schema: { operationId: 'listRenewalSkips', tags, params: ById, response: { 200: RenewalSkipList } },
    handler: (request) => request.transact((ctx) => listRenewalSkips(ctx, request.params.id)),
  })
}
