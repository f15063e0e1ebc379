import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getMoneyOverview } from './money-queries.ts'
import { getPayment, listPayments } from './queries.ts'
import { recordPayment } from './record-payment.ts'
import { MoneyOverview, NewPayment, Payment, PaymentPage, PaymentQuery } from './schemas.ts'

const tags = ['payments']
const reads = { permission: 'payments.read' }

export function paymentRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.post('/payments', {
    config: { permission: 'payments.write', idempotency: 'required' },
    schema: { operationId: 'recordPayment', tags, body: NewPayment, response: { 201: Payment } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => recordPayment(ctx, request.body))
    },
  })

  app.get('/payments', {
    config: reads,
    schema: { operationId: 'listPayments', tags, querystring: PaymentQuery, response: { 200: PaymentPage } },
    handler: (request) => request.transact((ctx) => listPayments(ctx, cursors, request.query)),
  })

  app.get('/payments/:id', {
    config: reads,
    schema: { operationId: 'getPayment', tags, params: ById, response: { 200: Payment } },
    handler: (request) => request.transact((ctx) => getPayment(ctx, request.params.id)),
  })

  app.get('/reports/money', {
    config: reads,
    schema: { operationId: 'getMoneyOverview', tags: ['reports'], response: { 200: MoneyOverview } },
    handler: (request) => request.transact(getMoneyOverview),
  })
}
