import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Coupon, CouponPage, CouponQuery } from './coupon-schemas.ts'
import { isFound } from './queries.ts'

/** The columns of a `Coupon`, in its order. */
export const couponColumns = [
  'id',
  'code',
  'name',
  'percent_off_bp',
  'amount_off_cents',
  'duration',
  'duration_months',
  'max_redemptions',
  'redemption_count',
  'expires_date',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

export async function getCoupon(ctx: Context, id: string): Promise<Coupon> {
  const query = db
    .selectFrom('coupons')
    .select(couponColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return ctx.db.one(query, () => notFound('coupon'))
}

/** As it is stored, whatever the case in which somebody typed it. */
export async function findCoupon(ctx: Context, code: string): Promise<Coupon | undefined> {
  return ctx.db.find(
    db
      .selectFrom('coupons')
      .select(couponColumns)
      .where('organization_id', '=', ctx.organization_id)
      .where('code', '=', code),
  )
}

/** Newest first. */
export async function listCoupons(ctx: Context, cursors: Cursors, query: CouponQuery): Promise<CouponPage> {
  const { limit = 25, q, archived = 'no' } = query
  const place = cursors.decode('coupons', query.cursor)
  let select = db
    .selectFrom('coupons')
    .select(couponColumns)
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('id', '<', place.id)
  if (archived !== 'all') select = select.where('archived_at', archived === 'no' ? 'is' : 'is not', null)
  if (q?.trim()) select = select.where(isFound(q.trim().toLowerCase()))
  return pageOf(cursors, 'coupons', await ctx.db.all(select), limit, ({ id }) => id)
}
