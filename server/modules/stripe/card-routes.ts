import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { CardCollection, CardDisputeList, CardDisputeQuery, CardSetup, NewCardSetup } from './card-schemas.ts'
import { getCollection, stopCollecting } from './collection-queries.ts'
import { listDisputes } from './dispute-queries.ts'
import { type MailCardLink, startCardSetup } from './start-card-setup.ts'
import type { PayDoor } from './start-checkout.ts'

const tags = ['online-payments']
const reads = { permission: 'payments.read' }
const writes = { permission: 'payments.write' }
type CardParts = { door: PayDoor; mailCardLink: MailCardLink }

export function cardRoutes(app: App, { door, mailCardLink }: CardParts): void {
  app.post('/customers/:id/card-setup', {
    config: writes,
    schema: { operationId: 'startCardSetup', tags, params: ById, body: NewCardSetup, response: { 200: CardSetup } },
    handler: (request) =>
      startCardSetup({ ...door, mailCardLink }, (work) => request.prepare(work), request.params.id, request.body),
  })

  app.get('/invoices/:id/card-collection', {
    config: reads,
    schema: { operationId: 'getCardCollection', tags, params: ById, response: { 200: CardCollection } },
    handler: (request) => request.transact((ctx) => getCollection(ctx, request.params.id)),
  })

  app.post('/invoices/:id/stop-collecting', {
    config: writes,
    schema: { operationId: 'stopCollecting', tags, params: ById, response: { 200: CardCollection } },
    handler: (request) => request.transact((ctx) => stopCollecting(ctx, request.params.id)),
  })

  app.get('/card-disputes', {
    config: reads,
    schema: {
      operationId: 'listCardDisputes',
      tags,
      querystring: CardDisputeQuery,
      response: { 200: CardDisputeList },
    },
    handler: (request) => request.transact((ctx) => listDisputes(ctx, request.query)),
  })
}
