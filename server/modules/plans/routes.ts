import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archivePlan } from './archive-plan.ts'
import { couponRoutes } from './coupon-routes.ts'
import { createPlan } from './create-plan.ts'
import { priceRoutes } from './price-routes.ts'
import { getPricing } from './pricing-queries.ts'
import { Pricing } from './pricing-schemas.ts'
import { movePlan } from './move-plan.ts'
import { getPlan, listPlans } from './queries.ts'
import { restorePlan } from './restore-plan.ts'
import { NewPlan, Plan, PlanChanges, PlanMove, PlanPage, PlanQuery } from './schemas.ts'
import { updatePlan } from './update-plan.ts'

const tags = ['plans']
const reads = { permission: 'plans.read' }
const writes = { permission: 'plans.write' }

export function planRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/plans', {
    config: reads,
    schema: { operationId: 'listPlans', tags, querystring: PlanQuery, response: { 200: PlanPage } },
    handler: (request) => request.transact((ctx) => listPlans(ctx, cursors, request.query)),
  })

  app.post('/plans', {
    config: writes,
    schema: { operationId: 'createPlan', tags, body: NewPlan, response: { 201: Plan } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createPlan(ctx, request.body))
    },
  })

  app.get('/plans/:id', {
    config: reads,
    schema: { operationId: 'getPlan', tags, params: ById, response: { 200: Plan } },
    handler: (request) => request.transact((ctx) => getPlan(ctx, request.params.id)),
  })

  app.patch('/plans/:id', {
    config: { ...writes, if_match: true },
    schema: { operationId: 'updatePlan', tags, params: ById, body: PlanChanges, response: { 200: Plan } },
    handler: (request) => request.transact((ctx) => updatePlan(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/plans/:id/move', {
    config: writes,
    schema: { operationId: 'movePlan', tags, params: ById, body: PlanMove, response: { 200: Plan } },
    handler: (request) => request.transact((ctx) => movePlan(ctx, request.params.id, request.body)),
  })

  app.post('/plans/:id/archive', {
    config: writes,
    schema: { operationId: 'archivePlan', tags, params: ById, response: { 200: Plan } },
    handler: (request) => request.transact((ctx) => archivePlan(ctx, request.params.id)),
  })

  app.post('/plans/:id/restore', {
    config: writes,
    schema: { operationId: 'restorePlan', tags, params: ById, response: { 200: Plan } },
    handler: (request) => request.transact((ctx) => restorePlan(ctx, request.params.id)),
  })

  app.get('/public/pricing', {
    config: { permission: 'public' },
    schema: { operationId: 'getPricing', tags, response: { 200: Pricing } },
    handler: (request, reply) => {
      reply.header('cache-control', 'public, max-age=60')
      return request.transactAsUser(getPricing)
    },
  })

  priceRoutes(app, { cursors })
  couponRoutes(app, { cursors })
}
