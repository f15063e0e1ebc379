import { Invoice } from '#modules/invoices/schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { chargeInterest } from './charge-interest.ts'
import { getInterestSettings, getInterestTerms, getInvoiceInterest, listInterestProposals } from './queries.ts'
import {
  InterestCharge,
  InterestProposalPage,
  InterestProposalQuery,
  InterestSettings,
  InterestSettingsChanges,
  InterestTerms,
  InterestTermsChanges,
  InterestWaiver,
  InvoiceInterest,
} from './schemas.ts'
import { updateInterestSettings } from './update-interest-settings.ts'
import { updateInterestTerms } from './update-interest-terms.ts'
import { waiveInterest } from './waive-interest.ts'

const tags = ['interest']
const reads = { permission: 'interest.read' }
const writes = { permission: 'interest.write' }

export function interestRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/interest-settings', {
    config: reads,
    schema: { operationId: 'getInterestSettings', tags, response: { 200: InterestSettings } },
    handler: (request) => request.transact(getInterestSettings),
  })

  app.patch('/interest-settings', {
    config: writes,
    schema: {
      operationId: 'updateInterestSettings',
      tags,
      body: InterestSettingsChanges,
      response: { 200: InterestSettings },
    },
    handler: (request) => request.transact((ctx) => updateInterestSettings(ctx, request.body)),
  })

  app.get('/customers/:id/interest-terms', {
    config: reads,
    schema: { operationId: 'getInterestTerms', tags, params: ById, response: { 200: InterestTerms } },
    handler: (request) => request.transact((ctx) => getInterestTerms(ctx, request.params.id)),
  })

  app.patch('/customers/:id/interest-terms', {
    config: writes,
    schema: {
      operationId: 'updateInterestTerms',
      tags,
      params: ById,
      body: InterestTermsChanges,
      response: { 200: InterestTerms },
    },
    handler: (request) => request.transact((ctx) => updateInterestTerms(ctx, request.params.id, request.body)),
  })

  app.get('/interest-proposals', {
    config: reads,
    schema: {
      operationId: 'listInterestProposals',
      tags,
      querystring: InterestProposalQuery,
      response: { 200: InterestProposalPage },
    },
    handler: (request) => request.transact((ctx) => listInterestProposals(ctx, cursors, request.query)),
  })

  app.get('/invoices/:id/interest', {
    config: reads,
    schema: { operationId: 'getInvoiceInterest', tags, params: ById, response: { 200: InvoiceInterest } },
    handler: (request) => request.transact((ctx) => getInvoiceInterest(ctx, request.params.id)),
  })

  app.post('/invoices/:id/charge-interest', {
    config: { permission: 'interest.charge', idempotency: 'required' },
    schema: { operationId: 'chargeInterest', tags, params: ById, response: { 201: Invoice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => chargeInterest(ctx, request.params.id))
    },
  })

  app.post('/invoices/:id/waive-interest', {
    config: { permission: 'interest.waive' },
    schema: {
      operationId: 'waiveInterest',
      tags,
      params: ById,
      body: InterestWaiver,
      response: { 201: InterestCharge },
    },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => waiveInterest(ctx, request.params.id, request.body))
    },
  })
}
