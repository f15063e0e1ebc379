import type { App } from '#platform/http.ts'
import { claimUen } from './claim-uen.ts'
import { type ConditionParts, conditionRoutes } from './condition-routes.ts'
import { type ConsoleParts, consoleRoutes } from './console-routes.ts'
import { tenantPlanRoutes } from './plan-routes.ts'
import { NewUenClaim, UenClaimReceived } from './schemas.ts'
import { supportRoutes } from './support-routes.ts'

export function operatorRoutes(app: App, parts: ConsoleParts & ConditionParts): void {
  app.post('/organizations/uen-claims', {
    config: { permission: 'signed_in', cost: 50 },
    schema: {
      operationId: 'claimUen',
      tags: ['organizations'],
      body: NewUenClaim,
      response: { 202: UenClaimReceived },
    },
    handler: (request, reply) => {
      reply.code(202)
      return request.transactAsUser((ctx) => claimUen(ctx, request.body))
    },
  })

  consoleRoutes(app, parts)
  conditionRoutes(app, parts)
  supportRoutes(app)
  tenantPlanRoutes(app)
}
