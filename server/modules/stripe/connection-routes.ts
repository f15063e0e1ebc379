import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { connectStripe } from './connect-stripe.ts'
import { NewStripeConnection, SecretRotation, StripeConnection, StripeSettingsChanges } from './connection-schemas.ts'
import { getStripeConnection } from './connection-queries.ts'
import { disconnectStripe } from './disconnect-stripe.ts'
import { getOwnStripeEvent, listOwnReconciliations, listStripeEvents } from './event-queries.ts'
import { EventsReplayed, StripeEvent, StripeEventDetails, StripeEventPage, StripeEventQuery } from './event-schemas.ts'
import { OwnReconciliationPage, StripeReconciliationQuery } from './reconciliation-schemas.ts'
import { replayDeadEvents, replayEvent } from './replay-event.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import type { PayDoor } from './start-checkout.ts'
import { updateStripeSettings } from './update-stripe-settings.ts'

const tags = ['stripe']
const reads = { permission: 'stripe.read' }
const connects = { permission: 'stripe.connect', step_up: true, in_real_time: true } as const
const writes = { permission: 'stripe.write' }

export function stripeConnectionRoutes(app: App, { cursors, door }: { cursors: Cursors; door: PayDoor }): void {
  const { stripe } = door

  app.get('/stripe/connection', {
    config: reads,
    schema: { operationId: 'getStripeConnection', tags, response: { 200: StripeConnection } },
    handler: (request) => request.transact((ctx) => getStripeConnection(ctx, stripe)),
  })

  app.post('/stripe/connect', {
    config: connects,
    schema: { operationId: 'connectStripe', tags, body: NewStripeConnection, response: { 200: StripeConnection } },
    handler: (request) => connectStripe(door, (work) => request.prepare(work), request.body),
  })

  app.post('/stripe/disconnect', {
    config: connects,
    schema: { operationId: 'disconnectStripe', tags, response: { 200: StripeConnection } },
    handler: (request) => disconnectStripe(door, (work) => request.prepare(work)),
  })

  app.post('/stripe/rotate-secret', {
    config: connects,
    schema: { operationId: 'rotateWebhookSecret', tags, body: SecretRotation, response: { 200: StripeConnection } },
    handler: (request) => rotateWebhookSecret(stripe, (work) => request.prepare(work), request.body),
  })

  app.patch('/stripe/settings', {
    config: writes,
    schema: {
      operationId: 'updateStripeSettings',
      tags,
      body: StripeSettingsChanges,
      response: { 200: StripeConnection },
    },
    handler: (request) => request.transact((ctx) => updateStripeSettings(ctx, stripe, request.body)),
  })

  app.get('/stripe-events', {
    config: reads,
    schema: {
      operationId: 'listOwnStripeEvents',
      tags,
      querystring: StripeEventQuery,
      response: { 200: StripeEventPage },
    },
    handler: (request) => request.transact((ctx) => listStripeEvents(ctx, cursors, request.query, 'own')),
  })

  app.get('/stripe-events/:id', {
    config: reads,
    schema: { operationId: 'getOwnStripeEvent', tags, params: ById, response: { 200: StripeEventDetails } },
    handler: (request) => request.transact((ctx) => getOwnStripeEvent(ctx, request.params.id)),
  })

  app.post('/stripe-events/:id/replay', {
    config: writes,
    schema: { operationId: 'replayOwnStripeEvent', tags, params: ById, response: { 200: StripeEvent } },
    handler: (request) => request.transact((ctx) => replayEvent(ctx, request.params.id, 'own')),
  })

  app.post('/stripe-events/replay-dead', {
    config: writes,
    schema: { operationId: 'replayDeadStripeEvents', tags, response: { 200: EventsReplayed } },
    handler: (request) => request.transact(replayDeadEvents),
  })

  app.get('/stripe/reconciliations', {
    config: reads,
    schema: {
      operationId: 'listOwnReconciliations',
      tags,
      querystring: StripeReconciliationQuery,
      response: { 200: OwnReconciliationPage },
    },
    handler: (request) => request.transact((ctx) => listOwnReconciliations(ctx, cursors, request.query)),
  })
}
