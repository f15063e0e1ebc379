import { Type } from 'typebox'
import { Refund } from '#modules/payments/refund-schemas.ts'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById, Id, Input, Meaning } from '#platform/schemas.ts'
import { chargeSavedCard } from './charge-saved-card.ts'
import { getOnlinePayment, listOnlinePayments, listSavedCards } from './queries.ts'
import { refundOnlinePayment } from './refund-online-payment.ts'
import { removeCard } from './remove-card.ts'
import {
  NewCheckout,
  NewOnlineRefund,
  OnlinePayment,
  OnlinePaymentPage,
  OnlinePaymentQuery,
  SavedCardList,
} from './schemas.ts'
import { type PayDoor, startCheckout } from './start-checkout.ts'
import { startPayNow } from './start-paynow.ts'

const tags = ['online-payments']
const reads = { permission: 'payments.read' }
const writes = { permission: 'payments.write' }
const ByCard = Input('ByCard', { id: Id, card_id: Meaning(Id, 'Of the card; `id` is the customer') })

export function onlinePaymentRoutes(app: App, { cursors, door }: { cursors: Cursors; door: PayDoor }): void {
  app.get('/online-payments', {
    config: reads,
    schema: {
      operationId: 'listOnlinePayments',
      tags,
      querystring: OnlinePaymentQuery,
      response: { 200: OnlinePaymentPage },
    },
    handler: (request) => request.transact((ctx) => listOnlinePayments(ctx, cursors, request.query)),
  })

  app.get('/online-payments/:id', {
    config: reads,
    schema: { operationId: 'getOnlinePayment', tags, params: ById, response: { 200: OnlinePayment } },
    handler: (request) => request.transact((ctx) => getOnlinePayment(ctx, request.params.id)),
  })

  app.post('/invoices/:id/checkout', {
    config: writes,
    schema: { operationId: 'startCheckout', tags, params: ById, body: NewCheckout, response: { 200: OnlinePayment } },
    handler: (request) => {
      const { id } = request.params
      return startCheckout(door, (work) => request.prepare(work), id, {
        ...request.body,
        return_path: `/app/invoices/${id}`,
      })
    },
  })

  app.post('/invoices/:id/paynow', {
    config: writes,
    schema: { operationId: 'startPayNow', tags, params: ById, response: { 200: OnlinePayment } },
    handler: (request) => startPayNow(door, (work) => request.prepare(work), request.params.id),
  })

  app.post('/invoices/:id/charge-card', {
    config: { ...writes, idempotency: 'required' },
    schema: { operationId: 'chargeSavedCard', tags, params: ById, response: { 200: OnlinePayment } },
    handler: (request) => chargeSavedCard(door, (work) => request.transact(work), request.params.id),
  })

  app.post('/online-payments/:id/refund', {
    config: { permission: 'payments.refund', idempotency: 'required' },
    schema: {
      operationId: 'refundOnlinePayment',
      tags,
      params: ById,
      body: NewOnlineRefund,
      response: { 200: Refund },
    },
    handler: (request) => refundOnlinePayment(door, (work) => request.transact(work), request.params.id, request.body),
  })

  app.get('/customers/:id/cards', {
    config: reads,
    schema: { operationId: 'listSavedCards', tags, params: ById, response: { 200: SavedCardList } },
    handler: (request) => request.transact((ctx) => listSavedCards(ctx, request.params.id)),
  })

  app.delete('/customers/:id/cards/:card_id', {
    config: writes,
    schema: { operationId: 'removeCard', tags, params: ByCard, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      await removeCard(door, (work) => request.transact(work), request.params.id, request.params.card_id)
      reply.code(204)
      return null
    },
  })
}
