import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import { createOrganization, type WhenCreated } from './create-organization.ts'
import { getOrganization, listGstRegistrations, listMyOrganizations, type PermissionsOf } from './queries.ts'
import {
  GstRegistrationList,
  NewOrganization,
  Organization,
  OrganizationChanges,
  OrganizationPage,
  OrganizationQuery,
  SavedOrganization,
  SecurityChanges,
} from './schemas.ts'
import { updateOrganization } from './update-organization.ts'
import { updateSecurity } from './update-security.ts'

const tags = ['organizations']
type OrganizationParts = { cursors: Cursors; permissionsOf: PermissionsOf; whenCreated: WhenCreated }

export function organizationRoutes(app: App, { cursors, permissionsOf, whenCreated }: OrganizationParts): void {
  app.post('/organizations', {
    config: { permission: 'signed_in', idempotency: 'accepted' },
    schema: { operationId: 'createOrganization', tags, body: NewOrganization, response: { 201: SavedOrganization } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transactAsUser((ctx) => createOrganization(ctx, request.body, whenCreated))
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
    handler: (request) =>
      request.transactAsUser((ctx) => listMyOrganizations(ctx, cursors, permissionsOf, request.query)),
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
      response: { 200: SavedOrganization },
    },
    handler: (request) => request.transact((ctx) => updateOrganization(ctx, request.version, request.body)),
  })

  app.patch('/organizations/:id/security', {
    config: { permission: 'organizations.secure', organization: 'path', if_match: true, step_up: true },
    schema: {
      operationId: 'updateSecurity',
      tags,
      params: ById,
      body: SecurityChanges,
      response: { 200: Organization },
    },
    handler: (request) => {
      const { has_second_factor } = accessOf(request)!
      return request.transact((ctx) => updateSecurity(ctx, request.version, request.body, has_second_factor))
    },
  })

  app.get('/organizations/:id/gst-registrations', {
    config: { permission: 'gst.read', organization: 'path' },
    schema: { operationId: 'listGstRegistrations', tags, params: ById, response: { 200: GstRegistrationList } },
    handler: (request) => request.transact(listGstRegistrations),
  })
}
