import type { App } from '#platform/http.ts'
import { claimUen } from './claim-uen.ts'
import { NewUenClaim, UenClaimReceived } from './schemas.ts'

export function operatorRoutes(app: App): void {
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
}
