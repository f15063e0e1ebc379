import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getCustomerDunning } from './customer-dunning.ts'
import type { PortalUrl } from './emails.ts'
import { openDispute } from './open-dispute.ts'
import { pauseDunning } from './pause-dunning.ts'
import { previewStep } from './preview-step.ts'
import { getDunningSettings, getInvoiceDunning } from './queries.ts'
import { recordPromise } from './record-promise.ts'
import { remindCustomer } from './remind-customer.ts'
import { resolveDispute } from './resolve-dispute.ts'
import { resumeDunning } from './resume-dunning.ts'
import {
  CustomerDunning,
  Dispute,
  DisputeResolution,
  DunningNotice,
  DunningPreview,
  DunningSettings,
  DunningSettingsChanges,
  DunningStep,
  InvoiceDunning,
  NewDispute,
  NewPause,
  NewPromise,
  PaymentPromise,
} from './schemas.ts'
import { updateDunningSettings } from './update-dunning-settings.ts'
import { withdrawPromise } from './withdraw-promise.ts'

const tags = ['dunning']
const reads = { permission: 'dunning.read' }
const writes = { permission: 'dunning.write' }

export function dunningRoutes(app: App, { portalUrl }: { portalUrl: PortalUrl }): void {
  app.get('/dunning-settings', {
    config: reads,
    schema: { operationId: 'getDunningSettings', tags, response: { 200: DunningSettings } },
    handler: (request) => request.transact(getDunningSettings),
  })

  app.patch('/dunning-settings', {
    config: writes,
    schema: {
      operationId: 'updateDunningSettings',
      tags,
      body: DunningSettingsChanges,
      response: { 200: DunningSettings },
    },
    handler: (request) => request.transact((ctx) => updateDunningSettings(ctx, request.body)),
  })

  app.post('/dunning-settings/preview', {
    config: writes,
    schema: { operationId: 'previewStep', tags, body: DunningStep, response: { 200: DunningPreview } },
    handler: (request) => request.transact((ctx) => previewStep(ctx, request.body, portalUrl)),
  })

  app.get('/customers/:id/dunning', {
    config: reads,
    schema: { operationId: 'getCustomerDunning', tags, params: ById, response: { 200: CustomerDunning } },
    handler: (request) => request.transact((ctx) => getCustomerDunning(ctx, request.params.id)),
  })

  app.post('/customers/:id/remind', {
    config: { permission: 'dunning.remind' },
    schema: { operationId: 'remindCustomer', tags, params: ById, response: { 201: DunningNotice } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => remindCustomer(ctx, request.params.id, portalUrl))
    },
  })

  app.post('/customers/:id/pause-dunning', {
    config: writes,
    schema: { operationId: 'pauseDunning', tags, params: ById, body: NewPause, response: { 200: CustomerDunning } },
    handler: (request) => request.transact((ctx) => pauseDunning(ctx, request.params.id, request.body)),
  })

  app.post('/customers/:id/resume-dunning', {
    config: writes,
    schema: { operationId: 'resumeDunning', tags, params: ById, response: { 200: CustomerDunning } },
    handler: (request) => request.transact((ctx) => resumeDunning(ctx, request.params.id)),
  })

  app.get('/invoices/:id/dunning', {
    config: reads,
    schema: { operationId: 'getInvoiceDunning', tags, params: ById, response: { 200: InvoiceDunning } },
    handler: (request) => request.transact((ctx) => getInvoiceDunning(ctx, request.params.id)),
  })

  app.post('/invoices/:id/promises', {
    config: writes,
    schema: { operationId: 'recordPromise', tags, params: ById, body: NewPromise, response: { 201: PaymentPromise } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => recordPromise(ctx, request.params.id, request.body))
    },
  })

  app.post('/promises/:id/withdraw', {
    config: writes,
    schema: { operationId: 'withdrawPromise', tags, params: ById, response: { 200: PaymentPromise } },
    handler: (request) => request.transact((ctx) => withdrawPromise(ctx, request.params.id)),
  })

  app.post('/invoices/:id/disputes', {
    config: writes,
    schema: { operationId: 'openDispute', tags, params: ById, body: NewDispute, response: { 201: Dispute } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => openDispute(ctx, request.params.id, request.body))
    },
  })

  app.post('/disputes/:id/resolve', {
    config: writes,
    schema: { operationId: 'resolveDispute', tags, params: ById, body: DisputeResolution, response: { 200: Dispute } },
    handler: (request) => request.transact((ctx) => resolveDispute(ctx, request.params.id, request.body)),
  })
}
