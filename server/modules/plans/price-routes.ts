import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { createPrice } from './create-price.ts'
import { getPrice, listPrices } from './queries.ts'
import { quotePrice } from './quote-price.ts'
import { replacePrice } from './replace-price.ts'
import { restorePrice } from './restore-price.ts'
import { retirePrice } from './retire-price.ts'
import {
  NewPrice,
  Price,
  PricePage,
  PriceQuery,
  PriceReplacement,
  PriceRetirement,
  PriceWithPlan,
  Quote,
  QuoteRequest,
} from './schemas.ts'

const tags = ['prices']
const reads = { permission: 'plans.read' }
const writes = { permission: 'plans.write' }

export function priceRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/plans/:id/prices', {
    config: reads,
    schema: { operationId: 'listPrices', tags, params: ById, querystring: PriceQuery, response: { 200: PricePage } },
    handler: (request) => request.transact((ctx) => listPrices(ctx, cursors, request.params.id, request.query)),
  })

  app.post('/plans/:id/prices', {
    config: writes,
    schema: { operationId: 'createPrice', tags, params: ById, body: NewPrice, response: { 201: Price } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createPrice(ctx, request.params.id, request.body))
    },
  })

  app.get('/prices/:id', {
    config: reads,
    schema: { operationId: 'getPrice', tags, params: ById, response: { 200: PriceWithPlan } },
    handler: (request) => request.transact((ctx) => getPrice(ctx, request.params.id)),
  })

  app.post('/prices/:id/replace', {
    config: writes,
    schema: { operationId: 'replacePrice', tags, params: ById, body: PriceReplacement, response: { 201: Price } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => replacePrice(ctx, request.params.id, request.body))
    },
  })

  app.post('/prices/:id/retire', {
    config: writes,
    schema: { operationId: 'retirePrice', tags, params: ById, body: PriceRetirement, response: { 200: Price } },
    handler: (request) => request.transact((ctx) => retirePrice(ctx, request.params.id, request.body)),
  })

  app.post('/prices/:id/restore', {
    config: writes,
    schema: { operationId: 'restorePrice', tags, params: ById, response: { 200: Price } },
    handler: (request) => request.transact((ctx) => restorePrice(ctx, request.params.id)),
  })

  app.post('/prices/:id/quote', {
    config: reads,
    schema: { operationId: 'quotePrice', tags, params: ById, body: QuoteRequest, response: { 200: Quote } },
    handler: (request) => request.transact((ctx) => quotePrice(ctx, request.params.id, request.body)),
  })
}
