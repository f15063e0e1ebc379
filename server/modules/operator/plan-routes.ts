import { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { choosePlan, previewPlan } from './choose-plan.ts'
import { getPlanTerms } from './plan-queries.ts'
import { OwnPlanTerms, PlanChoice, PlanChosen } from './plan-schemas.ts'

const tags = ['organizations']
const chooses = { permission: 'organizations.choose_plan', organization: 'path' as const }

/** The organisation as a customer of whoever runs the installation. */
export function tenantPlanRoutes(app: App): void {
  app.get('/organizations/:id/plan-terms', {
    config: chooses,
    schema: { operationId: 'getPlanTerms', tags, params: ById, response: { 200: OwnPlanTerms } },
    handler: (request) => request.transact(getPlanTerms),
  })

  app.post('/organizations/:id/preview-plan', {
    config: { ...chooses, cost: 5 },
    schema: { operationId: 'previewPlan', tags, params: ById, body: PlanChoice, response: { 200: ChangePreview } },
    handler: (request) => request.transact((ctx) => previewPlan(ctx, request.body)),
  })

  // It may issue an invoice.
  app.post('/organizations/:id/choose-plan', {
    config: { ...chooses, idempotency: 'required' },
    schema: { operationId: 'choosePlan', tags, params: ById, body: PlanChoice, response: { 200: PlanChosen } },
    handler: (request) => request.transact((ctx) => choosePlan(ctx, request.body)),
  })
}
