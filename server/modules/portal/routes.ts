import { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { endPortalSessions } from './end-portal-sessions.ts'
import { getCustomerPortal, getPortalDoor, getSellerPortal } from './queries.ts'
import { requestPortalLink } from './request-portal-link.ts'
import {
  BySlug,
  CustomerPortal,
  NewPortalLink,
  PortalDoor,
  PortalEntered,
  PortalEntry,
  PortalLinkSent,
  PortalSettingsChanges,
  SellerPortal,
} from './schemas.ts'
import { sendPortalLink } from './send-portal-link.ts'
import { startPortalSession } from './start-portal-session.ts'
import { updatePortalSettings } from './update-portal-settings.ts'
import { type VisitParts, visitRoutes } from './visit-routes.ts'

const tags = ['portal']
/** Who comes in is decided on our time, wherever the clock of the organisation stands. */
const now = { in_real_time: true } as const

export function portalRoutes(app: App, parts: VisitParts & { public_url: string }): void {
  const { public_url, cookie } = parts

  app.get('/portal-settings', {
    config: { permission: 'portal.read' },
    schema: { operationId: 'getSellerPortal', tags, response: { 200: SellerPortal } },
    handler: (request) => request.transact((ctx) => getSellerPortal(ctx, public_url)),
  })

  app.patch('/portal-settings', {
    config: { permission: 'portal.write' },
    schema: {
      operationId: 'updatePortalSettings',
      tags,
      body: PortalSettingsChanges,
      response: { 200: SellerPortal },
    },
    handler: (request) => request.transact((ctx) => updatePortalSettings(ctx, public_url, request.body)),
  })

  app.get('/customers/:id/portal', {
    config: { permission: 'portal.read', ...now },
    schema: { operationId: 'getCustomerPortal', tags, params: ById, response: { 200: CustomerPortal } },
    handler: (request) => request.transact((ctx) => getCustomerPortal(ctx, public_url, request.params.id)),
  })

  app.post('/customers/:id/send-portal-link', {
    config: { permission: 'portal_links.send', idempotency: 'required' },
    schema: { operationId: 'sendPortalLink', tags, params: ById, response: { 202: CustomerMail } },
    handler: (request, reply) => {
      reply.code(202)
      return request.transact((ctx) => sendPortalLink(ctx, public_url, request.params.id))
    },
  })

  app.post('/customers/:id/end-portal-sessions', {
    config: { permission: 'portal_sessions.end', ...now },
    schema: { operationId: 'endPortalSessions', tags, params: ById, response: { 200: CustomerPortal } },
    handler: (request) => request.transact((ctx) => endPortalSessions(ctx, public_url, request.params.id)),
  })

  app.get('/portal/:slug', {
    config: { permission: 'public' },
    schema: { operationId: 'getPortalDoor', tags, params: BySlug, response: { 200: PortalDoor } },
    handler: (request) => request.transactAsUser((ctx) => getPortalDoor(ctx, request.params.slug)),
  })

  app.post('/portal/:slug/links', {
    config: { permission: 'public', cost: 50 },
    schema: {
      operationId: 'requestPortalLink',
      tags,
      params: BySlug,
      body: NewPortalLink,
      response: { 202: PortalLinkSent },
    },
    handler: async (request, reply) => {
      reply.code(202)
      await request.transactAsUser(async (ctx) => requestPortalLink(ctx, request.params.slug, request.body))
      return { status: 'portal_link_sent' as const }
    },
  })

  app.post('/portal/:slug/sessions', {
    config: { permission: 'public', cost: 10 },
    schema: {
      operationId: 'startPortalSession',
      tags,
      params: BySlug,
      body: PortalEntry,
      response: { 200: PortalEntered },
    },
    handler: async (request, reply) => {
      const { answer, cookie_token } = await request.transactAsUser((ctx) =>
        startPortalSession(ctx, request.params.slug, request.body),
      )
      return reply.headers(cookie.headers(request.params.slug, cookie_token)).send(answer)
    },
  })

  visitRoutes(app, parts)
}
