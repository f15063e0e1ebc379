import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getOrganizationPlan } from './queries.ts'
import { OrganizationPlan } from './schemas.ts'

export function entitlementRoutes(app: App): void {
  app.get('/organizations/:id/plan', {
    config: { permission: 'organizations.read', organization: 'path' },
    schema: {
      operationId: 'getOrganizationPlan',
      tags: ['organizations'],
      params: ById,
      response: { 200: OrganizationPlan },
    },
    handler: (request) => request.transact(getOrganizationPlan),
  })
}
