import type { Context } from '#platform/context.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { failRefundByHand } from './fail-refund.ts'
import { recordRefund } from './record-refund.ts'
import { getRefund, listRefunds } from './refund-queries.ts'
import { NewRefund, Refund, RefundFailure, RefundPage, RefundQuery } from './refund-schemas.ts'

const tags = ['refunds']
const reads = { permission: 'payments.read' }
const refunds = { permission: 'payments.refund' }

type RefundParts = { cursors: Cursors; isAtStripe: (ctx: Context, id: string) => Promise<boolean> }

export function refundRoutes(app: App, { cursors, isAtStripe }: RefundParts): void {
  app.post('/payments/:id/refunds', {
    config: { ...refunds, idempotency: 'required' },
    schema: { operationId: 'recordRefund', tags, params: ById, body: NewRefund, response: { 201: Refund } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => recordRefund(ctx, request.params.id, request.body))
    },
  })

  app.get('/refunds', {
    config: reads,
    schema: { operationId: 'listRefunds', tags, querystring: RefundQuery, response: { 200: RefundPage } },
    handler: (request) => request.transact((ctx) => listRefunds(ctx, cursors, request.query)),
  })

  app.get('/refunds/:id', {
    config: reads,
    schema: { operationId: 'getRefund', tags, params: ById, response: { 200: Refund } },
    handler: (request) => request.transact((ctx) => getRefund(ctx, request.params.id)),
  })

  app.post('/refunds/:id/fail', {
    config: refunds,
    schema: { operationId: 'failRefund', tags, params: ById, body: RefundFailure, response: { 200: Refund } },
    handler: (request) => request.transact((ctx) => failRefundByHand(ctx, request.params.id, request.body, isAtStripe)),
  })
}
