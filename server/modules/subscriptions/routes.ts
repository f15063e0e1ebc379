import { Type } from 'typebox'
import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById, Id, Input, Meaning } from '#platform/schemas.ts'
import { addAddOn } from './add-add-on.ts'
import { addCharge } from './add-charge.ts'
import { SubscriptionPeriodList, SubscriptionPreview } from './billed-schemas.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { changeSubscription } from './change-subscription.ts'
import { createSubscription } from './create-subscription.ts'
import { moveSubscribers } from './move-subscribers.ts'
import { pauseSubscription } from './pause-subscription.ts'
import { previewChange } from './preview-change.ts'
import { previewSubscription } from './preview-subscription.ts'
import {
  countSubscriptions,
  getBillingRules,
  getSubscription,
  listCharges,
  listPeriods,
  listSubscriptions,
} from './queries.ts'
import { removeAddOn } from './remove-add-on.ts'
import { removeCharge } from './remove-charge.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { Change, Changed, ChangePreview } from './change-schemas.ts'
import { BillingRules, BillingRulesChanges, SubscriberMove, SubscribersMoved } from './billing-schemas.ts'
import {
  Cancellation,
  NewAddOn,
  NewCharge,
  NewSubscription,
  Subscription,
  SubscriptionCharge,
  SubscriptionChargeList,
  SubscriptionCount,
  SubscriptionPage,
  SubscriptionQuery,
} from './schemas.ts'
import { updateBillingRules } from './update-billing-rules.ts'

const tags = ['subscriptions']
const reads = { permission: 'subscriptions.read' }
const writes = { permission: 'subscriptions.write' }
/** Whatever may issue an invoice. */
const charges = { permission: 'subscriptions.write', idempotency: 'required' as const }

export function subscriptionRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/subscriptions', {
    config: reads,
    schema: {
      operationId: 'listSubscriptions',
      tags,
      querystring: SubscriptionQuery,
      response: { 200: SubscriptionPage },
    },
    handler: (request) => request.transact((ctx) => listSubscriptions(ctx, cursors, request.query)),
  })

  app.get('/subscriptions/count', {
    config: reads,
    schema: { operationId: 'countSubscriptions', tags, response: { 200: SubscriptionCount } },
    handler: (request) => request.transact(countSubscriptions),
  })

  app.post('/subscriptions', {
    config: charges,
    schema: { operationId: 'createSubscription', tags, body: NewSubscription, response: { 201: Subscription } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createSubscription(ctx, request.body))
    },
  })

  app.post('/subscriptions/preview', {
    config: writes,
    schema: {
      operationId: 'previewSubscription',
      tags,
      body: NewSubscription,
      response: { 200: SubscriptionPreview },
    },
    handler: (request) => request.transact((ctx) => previewSubscription(ctx, request.body)),
  })

  app.get('/subscriptions/:id', {
    config: reads,
    schema: { operationId: 'getSubscription', tags, params: ById, response: { 200: Subscription } },
    handler: (request) => request.transact((ctx) => getSubscription(ctx, request.params.id)),
  })

  app.post('/subscriptions/:id/preview-change', {
    config: reads,
    schema: { operationId: 'previewChange', tags, params: ById, body: Change, response: { 200: ChangePreview } },
    handler: (request) => request.transact((ctx) => previewChange(ctx, request.params.id, request.body)),
  })

  app.post('/subscriptions/:id/change', {
    config: charges,
    schema: { operationId: 'changeSubscription', tags, params: ById, body: Change, response: { 200: Changed } },
    handler: (request) => request.transact((ctx) => changeSubscription(ctx, request.params.id, request.body)),
  })

  app.post('/subscriptions/:id/cancel', {
    config: writes,
    schema: {
      operationId: 'cancelSubscription',
      tags,
      params: ById,
      body: Cancellation,
      response: { 200: Subscription },
    },
    handler: (request) => request.transact((ctx) => cancelSubscription(ctx, request.params.id, request.body)),
  })

  app.post('/subscriptions/:id/pause', {
    config: writes,
    schema: { operationId: 'pauseSubscription', tags, params: ById, response: { 200: Subscription } },
    handler: (request) => request.transact((ctx) => pauseSubscription(ctx, request.params.id)),
  })

  app.post('/subscriptions/:id/resume', {
    config: writes,
    schema: { operationId: 'resumeSubscription', tags, params: ById, response: { 200: Subscription } },
    handler: (request) => request.transact((ctx) => resumeSubscription(ctx, request.params.id)),
  })

  app.post('/subscriptions/:id/add-ons', {
    config: writes,
    schema: { operationId: 'addAddOn', tags, params: ById, body: NewAddOn, response: { 200: Subscription } },
    handler: (request) => request.transact((ctx) => addAddOn(ctx, request.params.id, request.body)),
  })

  app.delete('/subscriptions/:id/add-ons/:add_on_id', {
    config: writes,
    schema: {
      operationId: 'removeAddOn',
      tags,
      params: Input('AddOnOfSubscription', { id: Id, add_on_id: Meaning(Id, '`id` of an entry in `add_ons`') }),
      response: { 200: Subscription },
    },
    handler: (request) => request.transact((ctx) => removeAddOn(ctx, request.params.id, request.params.add_on_id)),
  })

  app.get('/subscriptions/:id/periods', {
    config: reads,
    schema: { operationId: 'listPeriods', tags, params: ById, response: { 200: SubscriptionPeriodList } },
    handler: (request) => request.transact((ctx) => listPeriods(ctx, request.params.id)),
  })

  app.get('/subscriptions/:id/charges', {
    config: reads,
    schema: { operationId: 'listCharges', tags, params: ById, response: { 200: SubscriptionChargeList } },
    handler: (request) => request.transact((ctx) => listCharges(ctx, request.params.id)),
  })

  app.post('/subscriptions/:id/charges', {
    config: writes,
    schema: { operationId: 'addCharge', tags, params: ById, body: NewCharge, response: { 201: SubscriptionCharge } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => addCharge(ctx, request.params.id, request.body))
    },
  })

  app.delete('/subscriptions/:id/charges/:charge_id', {
    config: writes,
    schema: {
      operationId: 'removeCharge',
      tags,
      params: Input('ChargeOfSubscription', { id: Id, charge_id: Meaning(Id, 'Of a charge that waits') }),
      response: { 204: Type.Null() },
    },
    handler: (request, reply) => {
      reply.code(204)
      return request.transact((ctx) => removeCharge(ctx, request.params.id, request.params.charge_id))
    },
  })

  app.post('/prices/:id/move-subscribers', {
    config: { permission: 'plans.write' },
    schema: {
      operationId: 'moveSubscribers',
      tags,
      params: ById,
      body: SubscriberMove,
      response: { 200: SubscribersMoved },
    },
    handler: (request) => request.transact((ctx) => moveSubscribers(ctx, request.params.id, request.body.to_price_id)),
  })

  app.get('/billing-rules', {
    config: reads,
    schema: { operationId: 'getBillingRules', tags, response: { 200: BillingRules } },
    handler: (request) => request.transact(getBillingRules),
  })

  app.patch('/billing-rules', {
    config: { permission: 'plans.write' },
    schema: { operationId: 'updateBillingRules', tags, body: BillingRulesChanges, response: { 200: BillingRules } },
    handler: (request) => request.transact((ctx) => updateBillingRules(ctx, request.body)),
  })
}
