import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { getExpectedCash, getExpectedPayment, getPaymentHabit } from './queries.ts'
import { ExpectedCash, ExpectedPayment, PaymentHabit } from './schemas.ts'

const reads = { permission: 'payments.read' }

export function forecastRoutes(app: App): void {
  app.get('/reports/expected-cash', {
    config: { ...reads, cost: 5 },
    schema: { operationId: 'getExpectedCash', tags: ['reports'], response: { 200: ExpectedCash } },
    handler: (request) => request.transact(getExpectedCash),
  })

  app.get('/invoices/:id/expected-payment', {
    config: reads,
    schema: { operationId: 'getExpectedPayment', tags: ['invoices'], params: ById, response: { 200: ExpectedPayment } },
    handler: (request) => request.transact((ctx) => getExpectedPayment(ctx, request.params.id)),
  })

  app.get('/customers/:id/payment-habit', {
    config: reads,
    schema: { operationId: 'getPaymentHabit', tags: ['customers'], params: ById, response: { 200: PaymentHabit } },
    handler: (request) => request.transact((ctx) => getPaymentHabit(ctx, request.params.id)),
  })
}
