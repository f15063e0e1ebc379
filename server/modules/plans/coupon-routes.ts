import type { Cursors } from '#platform/cursor.ts'
import type { App } from '#platform/http.ts'
import { ById } from '#platform/schemas.ts'
import { archiveCoupon } from './archive-coupon.ts'
import { getCoupon, listCoupons } from './coupon-queries.ts'
import { Coupon, CouponChanges, CouponPage, CouponQuery, NewCoupon } from './coupon-schemas.ts'
import { createCoupon } from './create-coupon.ts'
import { restoreCoupon } from './restore-coupon.ts'
import { updateCoupon } from './update-coupon.ts'

const tags = ['coupons']
const reads = { permission: 'plans.read' }
const writes = { permission: 'plans.write' }

export function couponRoutes(app: App, { cursors }: { cursors: Cursors }): void {
  app.get('/coupons', {
    config: reads,
    schema: { operationId: 'listCoupons', tags, querystring: CouponQuery, response: { 200: CouponPage } },
    handler: (request) => request.transact((ctx) => listCoupons(ctx, cursors, request.query)),
  })

  app.post('/coupons', {
    config: writes,
    schema: { operationId: 'createCoupon', tags, body: NewCoupon, response: { 201: Coupon } },
    handler: (request, reply) => {
      reply.code(201)
      return request.transact((ctx) => createCoupon(ctx, request.body))
    },
  })

  app.get('/coupons/:id', {
    config: reads,
    schema: { operationId: 'getCoupon', tags, params: ById, response: { 200: Coupon } },
    handler: (request) => request.transact((ctx) => getCoupon(ctx, request.params.id)),
  })

  app.patch('/coupons/:id', {
    config: { ...writes, if_match: true },
    schema: { operationId: 'updateCoupon', tags, params: ById, body: CouponChanges, response: { 200: Coupon } },
    handler: (request) =>
      request.transact((ctx) => updateCoupon(ctx, request.params.id, request.version, request.body)),
  })

  app.post('/coupons/:id/archive', {
    config: writes,
    schema: { operationId: 'archiveCoupon', tags, params: ById, response: { 200: Coupon } },
    handler: (request) => request.transact((ctx) => archiveCoupon(ctx, request.params.id)),
  })

  app.post('/coupons/:id/restore', {
    config: writes,
    schema: { operationId: 'restoreCoupon', tags, params: ById, response: { 200: Coupon } },
    handler: (request) => request.transact((ctx) => restoreCoupon(ctx, request.params.id)),
  })
}
