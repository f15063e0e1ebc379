import type { FastifyRequest } from 'fastify'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { accessOf } from '#platform/http-access.ts'
import { ById } from '#platform/schemas.ts'
import type { Inbox } from './event-inbox.ts'
import { getStripeEvent, listStripeEvents, listStripeReconciliations } from './event-queries.ts'
import { Received, StripeEvent, StripeEventPage, StripeEventQuery } from './event-schemas.ts'
import { StripeReconciliationPage, StripeReconciliationQuery } from './reconciliation-schemas.ts'
import { believedBy, believedByInstallation } from './believed-by.ts'
import { type Delivery, receiveEvent } from './receive-event.ts'
import { replayEvent } from './replay-event.ts'
import type { StripeDoor } from './stripe-door.ts'

const tags = ['stripe']
const reads = { permission: 'operator.read' }

export function stripeEventRoutes(
  app: App,
  { cursors, stripe, inbox }: { cursors: Cursors; stripe: StripeDoor; inbox: Inbox },
): void {
  app.register((scope, _options, done) => {
    const raw = scope as unknown as App
    // The signature is over the bytes, so nothing may read them first.
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    const delivery = (request: FastifyRequest): Delivery => ({
      signature: request.headers['stripe-signature']?.toString(),
      body: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
      now: accessOf(request)!.now,
    })
    // All of Stripe comes from a few addresses: its rate is not that of a person.
    const config = { permission: 'public', cost: 0 }
    const bodyLimit = 524_288
    raw.post('/webhooks/stripe', {
      config,
      bodyLimit,
      schema: { operationId: 'receiveStripeEvent', tags, response: { 200: Received } },
      handler: (request) => receiveEvent(believedByInstallation(stripe), inbox, delivery(request)),
    })

    raw.post('/webhooks/stripe/:id', {
      config,
      bodyLimit,
      schema: { operationId: 'receiveOwnStripeEvent', tags, params: ById, response: { 200: Received } },
      handler: async (request) => {
        const { id } = request.params
        const believed = await request.transactAsUser((ctx) => believedBy(ctx, stripe, id))
        return receiveEvent(believed, inbox, delivery(request))
      },
    })
    done()
  })

  app.get('/operator/stripe-events', {
    config: reads,
    schema: {
      operationId: 'listStripeEvents',
      tags,
      querystring: StripeEventQuery,
      response: { 200: StripeEventPage },
    },
    handler: (request) => request.transact((ctx) => listStripeEvents(ctx, cursors, request.query)),
  })

  app.get('/operator/stripe-events/:id', {
    config: reads,
    schema: { operationId: 'getStripeEvent', tags, params: ById, response: { 200: StripeEvent } },
    handler: (request) => request.transact((ctx) => getStripeEvent(ctx, request.params.id)),
  })

  app.get('/operator/stripe-reconciliations', {
    config: reads,
    schema: {
      operationId: 'listStripeReconciliations',
      tags,
      querystring: StripeReconciliationQuery,
      response: { 200: StripeReconciliationPage },
    },
    handler: (request) => request.transact((ctx) => listStripeReconciliations(ctx, cursors, request.query)),
  })

  app.post('/operator/stripe-events/:id/replay', {
    config: { permission: 'operator.write' },
    schema: { operationId: 'replayStripeEvent', tags, params: ById, response: { 200: StripeEvent } },
    handler: (request) => request.transact((ctx) => replayEvent(ctx, request.params.id)),
  })
}
