import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createOrganization } from './create-organization.ts'
import { getOrganization, listMyOrganizations } from './queries.ts'
import { NewOrganization, Organization, OrganizationChanges, OrganizationPage, OrganizationQuery } from './schemas.ts'
import { updateOrganization } from './update-organization.ts'

const tags = ['organizations']

export function organizationRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.post('/organizations', {
    config: { permission: 'signed_in' },
    schema: { operationId: 'createOrganization', tags, body: NewOrganization, response: { 201: Organization } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transactAsUser((ctx) => createOrganization(ctx, request.body))
    },
  })

  app.get('/organizations', {
    config: { permission: 'signed_in' },
    schema: {
      operationId: 'listMyOrganizations',
      tags,
      querystring: OrganizationQuery,
      response: { 200: OrganizationPage },
    },
    handler: (request) => request.transactAsUser((ctx) => listMyOrganizations(ctx, cursors, request.query)),
  })

  app.get('/organizations/:id', {
    config: { permission: 'organizations.read', organization: 'path' },
    schema: { operationId: 'getOrganization', tags, params: ById, response: { 200: Organization } },
    handler: (request) => request.transact(getOrganization),
  })

  app.patch('/organizations/:id', {
    config: { permission: 'organizations.write', organization: 'path', if_match: true },
    schema: {
      operationId: 'updateOrganization',
      tags,
      params: ById,
      body: OrganizationChanges,
      response: { 200: Organization },
    },
    handler: (request) => request.transact((ctx) => updateOrganization(ctx, request.version, request.body)),
  })
}
