import { Type } from 'typebox'
import { disableUser, enableUser } from '#modules/auth/disable-user.ts'
import { disableOrganization, enableOrganization } from '#modules/organizations/disable-organization.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { listUenClaims } from './claim-queries.ts'
import { listOrganizationEntries, viewOrganization } from './organization-queries.ts'
import { resolveUenClaim } from './resolve-uen-claim.ts'
import {
  OrganizationEntryPage,
  OrganizationEntryQuery,
  OrganizationView,
  ReasonGiven,
  ResetStarted,
  UenClaim,
  UenClaimPage,
  UenClaimQuery,
  UenDecision,
  UserEntryPage,
  UserEntryQuery,
  UserView,
} from './schemas.ts'
import { startPasswordReset } from './start-password-reset.ts'
import { listUserEntries, viewUser } from './user-queries.ts'

const tags = ['operator']
/** Whoever looks at what is others' leaves a note of it. */
const looks = { permission: 'operator.read', changes_on_get: true } as const
const writes = { permission: 'operator.write' }
/** Whom it shuts out or lets in again feels it at once. */
const shuts = { permission: 'operator.write', step_up: true } as const
const done = { 204: Type.Null() }

export type ConsoleParts = { cursors: Cursors; public_url: string }

export function consoleRoutes(app: App, parts: ConsoleParts): void {
  app.get('/operator/organizations', {
    config: looks,
    schema: {
      operationId: 'listOrganizationEntries',
      tags,
      querystring: OrganizationEntryQuery,
      response: { 200: OrganizationEntryPage },
    },
    handler: (request) => request.transact((ctx) => listOrganizationEntries(ctx, parts.cursors, request.query)),
  })

  app.get('/operator/organizations/:id', {
    config: looks,
    schema: { operationId: 'viewOrganization', tags, params: ById, response: { 200: OrganizationView } },
    handler: (request) => request.transact((ctx) => viewOrganization(ctx, request.params.id)),
  })

  app.post('/operator/organizations/:id/disable', {
    config: shuts,
    schema: { operationId: 'disableOrganization', tags, params: ById, body: ReasonGiven, response: done },
    handler: async (request, reply) => {
      await request.transact((ctx) => disableOrganization(ctx, request.params.id, request.body.reason))
      reply.code(204)
      return null
    },
  })

  app.post('/operator/organizations/:id/enable', {
    config: shuts,
    schema: { operationId: 'enableOrganization', tags, params: ById, response: done },
    handler: async (request, reply) => {
      await request.transact((ctx) => enableOrganization(ctx, request.params.id))
      reply.code(204)
      return null
    },
  })

  userRoutes(app, parts)
  claimRoutes(app, parts)
}

function userRoutes(app: App, { cursors, public_url }: ConsoleParts): void {
  app.get('/operator/users', {
    config: looks,
    schema: { operationId: 'listUserEntries', tags, querystring: UserEntryQuery, response: { 200: UserEntryPage } },
    handler: (request) => request.transact((ctx) => listUserEntries(ctx, cursors, request.query)),
  })

  app.get('/operator/users/:id', {
    config: looks,
    schema: { operationId: 'viewUser', tags, params: ById, response: { 200: UserView } },
    handler: (request) => request.transact((ctx) => viewUser(ctx, request.params.id)),
  })

  app.post('/operator/users/:id/disable', {
    config: shuts,
    schema: { operationId: 'disableUser', tags, params: ById, body: ReasonGiven, response: done },
    handler: async (request, reply) => {
      await request.transact((ctx) => disableUser(ctx, request.params.id, request.body.reason))
      reply.code(204)
      return null
    },
  })

  app.post('/operator/users/:id/enable', {
    config: shuts,
    schema: { operationId: 'enableUser', tags, params: ById, response: done },
    handler: async (request, reply) => {
      await request.transact((ctx) => enableUser(ctx, request.params.id))
      reply.code(204)
      return null
    },
  })

  app.post('/operator/users/:id/reset-password', {
    config: writes,
    schema: { operationId: 'startPasswordReset', tags, params: ById, response: { 202: ResetStarted } },
    handler: async (request, reply) => {
      await request.transact((ctx) => startPasswordReset(ctx, request.params.id, public_url))
      reply.code(202)
      return { status: 'reset_link_sent' as const }
    },
  })
}

function claimRoutes(app: App, { cursors, public_url }: ConsoleParts): void {
  app.get('/operator/uen-claims', {
    config: { permission: 'operator.read' },
    schema: { operationId: 'listUenClaims', tags, querystring: UenClaimQuery, response: { 200: UenClaimPage } },
    handler: (request) => request.transact((ctx) => listUenClaims(ctx, cursors, request.query)),
  })

  app.post('/operator/uen-claims/:id/resolve', {
    config: writes,
    schema: { operationId: 'resolveUenClaim', tags, params: ById, body: UenDecision, response: { 200: UenClaim } },
    handler: (request) => request.transact((ctx) => resolveUenClaim(ctx, request.params.id, request.body, public_url)),
  })
}
