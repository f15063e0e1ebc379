import { Type } from 'typebox'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import { endImpersonation } from './end-impersonation.ts'
import { grantSupport } from './grant-support.ts'
import { impersonate } from './impersonate.ts'
import { revokeSupport } from './revoke-support.ts'
import { NewImpersonation, NewSupportAccess, StartedImpersonation, SupportState } from './schemas.ts'
import { getSupportState } from './support-queries.ts'

const tags = ['support']

/** The organisation lets the operator in; the operator comes, and goes. */
export function supportRoutes(app: App): void {
  app.get('/organizations/:id/support-access', {
    config: { permission: 'support.read', organization: 'path' },
    schema: { operationId: 'getSupportState', tags, params: ById, response: { 200: SupportState } },
    handler: (request) => request.transact((ctx) => getSupportState(ctx, ctx.organization_id)),
  })

  app.post('/organizations/:id/support-access', {
    config: { permission: 'support.grant', organization: 'path', step_up: true },
    schema: {
      operationId: 'grantSupport',
      tags,
      params: ById,
      body: NewSupportAccess,
      response: { 201: SupportState },
    },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => grantSupport(ctx, request.body))
    },
  })

  app.post('/organizations/:id/support-access/revoke', {
    config: { permission: 'support.revoke', organization: 'path' },
    schema: { operationId: 'revokeSupport', tags, params: ById, response: { 200: SupportState } },
    handler: (request) => request.transact(revokeSupport),
  })

  app.post('/operator/organizations/:id/impersonate', {
    config: { permission: 'operator.write', step_up: true },
    schema: {
      operationId: 'impersonate',
      tags,
      params: ById,
      body: NewImpersonation,
      response: { 201: StartedImpersonation },
    },
    handler: (request, reply) => {
      const session_id = accessOf(request)!.session_id!
      reply.code(201)
      return request.transact((ctx) => impersonate(ctx, session_id, request.params.id, request.body))
    },
  })

  // Signed in is enough: whoever is no operator any more must still be able to leave.
  app.post('/operator/impersonations/:id/end', {
    config: { permission: 'signed_in' },
    schema: { operationId: 'endImpersonation', tags, params: ById, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await request.transactAsUser((ctx) => endImpersonation(ctx, request.params.id))
      reply.code(204)
      return null
    },
  })
}
