import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { listLeadConsents } from './queries.ts'
import { recordLeadConsent } from './record-lead-consent.ts'
import { LeadConsent, LeadConsentList, NewLeadConsent } from './schemas.ts'

const tags = ['leads']

export function leadConsentRoutes(app: App): void {
  app.get('/leads/:id/consents', {
    config: { permission: 'leads.read' },
    schema: { operationId: 'listLeadConsents', tags, params: ById, response: { 200: LeadConsentList } },
    handler: (request) => request.transact((ctx) => listLeadConsents(ctx, request.params.id)),
  })

  app.post('/leads/:id/consents', {
    config: { permission: 'leads.write' },
    schema: {
      operationId: 'recordLeadConsent',
      tags,
      params: ById,
      body: NewLeadConsent,
      response: { 201: LeadConsent },
    },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => recordLeadConsent(ctx, request.params.id, request.body))
    },
  })
}
