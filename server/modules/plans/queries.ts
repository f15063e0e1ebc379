import { type SqlBool, sql } from 'kysely'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Plan, PlanPage, PlanQuery, Price, PricePage, PriceQuery, PriceWithPlan } from './schemas.ts'

/** The columns of a `Plan`, in its order. */
export const planColumns = [
  'id',
  'kind',
  'code',
  'name',
  'description',
  'gst_code',
  'trial_days',
  'features',
  'limits',
  'is_active',
  'is_visible',
  'is_default',
  'display_order',
  'version',
  'created_at',
  'updated_at',
] as const

/** The stored columns of a `Price`, in its order; `isInUse` is the one that is looked up. */
export const priceColumns = [
  'id',
  'plan_id',
  'model',
  'billing_interval',
  'currency',
  'unit_amount_cents',
  'package_size',
  'tiers',
  'meter_id',
  'available_from_date',
  'available_to_date',
  'replaced_by_id',
] as const

/** Of a price that the statement calls `prices`. Ordered, so that an index is asked: `exists` may read a table whole. */
export const isInUse = sql<boolean>`coalesce(
  (select s.id from subscriptions s where s.organization_id = prices.organization_id and s.price_id = prices.id
    and s.status <> 'canceled' order by s.id limit 1),
  (select s.id from subscriptions s where s.organization_id = prices.organization_id
    and s.pending_price_id = prices.id and s.status <> 'canceled' order by s.id limit 1),
  (select a.id from subscription_add_ons a where a.organization_id = prices.organization_id
    and a.price_id = prices.id and a.removed_at is null order by a.id limit 1)) is not null`.as('is_in_use')

export async function getPlan(ctx: Context, id: string): Promise<Plan> {
  return ctx.db.one(planById(ctx, id), () => notFound('plan'))
}

const planById = (ctx: Context, id: string) =>
  db.selectFrom('plans').select(planColumns).where('organization_id', '=', ctx.organization_id).where('id', '=', id)

/** In the order in which they are shown. */
export async function listPlans(ctx: Context, cursors: Cursors, query: PlanQuery): Promise<PlanPage> {
  const { limit = 25, kind, active = 'yes', q } = query
  const place = cursors.decode('plans', query.cursor)
  let select = db
    .selectFrom('plans')
    .select(planColumns)
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('display_order')
    .orderBy('id')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where(beyond('display_order', 'bigint', 'asc', place))
  if (kind) select = select.where('kind', '=', kind)
  if (active !== 'all') select = select.where('is_active', '=', active === 'yes')
  if (q?.trim()) select = select.where(isFound(q.trim().toLowerCase()))
  return pageOf(cursors, 'plans', await ctx.db.all(select), limit, ({ display_order }) => display_order)
}

/** Part of a name or code, of whatever has both. */
export const isFound = (q: string) =>
  sql<SqlBool>`(position(${q} in lower(name)) > 0 or position(${q} in lower(code)) > 0)`

/** With its plan, in one round trip. */
export async function getPrice(ctx: Context, id: string): Promise<PriceWithPlan> {
  const [[price], [plan]] = await ctx.db.batch(
    pricesOf(ctx).where('id', '=', id),
    db
      .selectFrom('plans')
      .select(planColumns)
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', (eb) =>
        eb
          .selectFrom('prices')
          .select('plan_id')
          .where('organization_id', '=', ctx.organization_id)
          .where('id', '=', id),
      ),
  )
  if (!price || !plan) throw notFound('price')
  return { ...price, plan }
}

const pricesOf = (ctx: Context) =>
  db
    .selectFrom('prices')
    .select(priceColumns)
    .select(isInUse)
    .select('created_at')
    .where('organization_id', '=', ctx.organization_id)

/** Of one plan, newest first. */
export async function listPrices(
  ctx: Context,
  cursors: Cursors,
  plan_id: string,
  query: PriceQuery,
): Promise<PricePage> {
  const { limit = 25, on_sale = 'any' } = query
  await getPlan(ctx, plan_id)
  const list = `prices of ${plan_id}`
  const place = cursors.decode(list, query.cursor)
  let select = pricesOf(ctx)
    .where('plan_id', '=', plan_id)
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('id', '<', place.id)
  if (on_sale === 'today') select = select.where(isOnSaleOn(await getToday(ctx)))
  return pageOf(cursors, list, await ctx.db.all(select), limit, ({ id }: Price) => id)
}

export const isOnSaleOn = (day: string) =>
  sql<SqlBool>`available_from_date <= ${day}::date and (available_to_date >= ${day}::date or available_to_date is null)`

/** The day it is for the seller. */
export async function getToday(ctx: Context): Promise<string> {
  return dayIn((await getOrganization(ctx)).timezone, ctx.now)
}
