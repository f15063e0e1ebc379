import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { SubscriptionPeriodList } from './billed-schemas.ts'
import { defaultRules } from './rules.ts'
import type { BillingRules } from './billing-schemas.ts'
import type {
  Subscription,
  SubscriptionCharge,
  SubscriptionChargeList,
  SubscriptionCount,
  SubscriptionPage,
  SubscriptionQuery,
} from './schemas.ts'

/** A subscription as the API shows it; $1 is the organisation. */
const subscriptionColumns = `
  s.id, s.customer_id, c.name as customer_name, jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) as plan,
  s.price_id, ${priceJson('p')} as price, s.quantity, ${amountOf('p', 's.quantity')} as amount_cents, s.status, s.start_date,
  s.trial_end_date, s.billing_anchor_day, s.current_period_start_date, s.current_period_end_date, s.next_invoice_date,
  s.cancel_at_period_end, s.cancel_reason, s.canceled_at, s.ended_date, s.paused_at, s.pause_reason,
  s.minimum_term_end_date,
  case when s.pending_price_id is not null then jsonb_build_object('price_id', s.pending_price_id, 'plan_name',
    nl.name, 'quantity', s.pending_quantity) end as pending_change,
  case when s.coupon_id is not null then jsonb_build_object('code', k.code, 'name', k.name, 'end_date',
    s.coupon_end_date) end as coupon,
  s.credit_cents,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', a.id, 'price_id', a.price_id, 'name', al.name, 'quantity', a.quantity,
      'amount_cents', ${amountOf('ap', 'a.quantity')}) order by a.id)
    from subscription_add_ons a
    join prices ap on ap.organization_id = a.organization_id and ap.id = a.price_id
    join plans al on al.organization_id = ap.organization_id and al.id = ap.plan_id
    where a.organization_id = $1 and a.subscription_id = s.id and a.removed_at is null
  ), '[]') as add_ons,
  s.version, s.created_at, s.updated_at`

const subscriptionSource = `
  subscriptions s
  join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
  join prices p on p.organization_id = s.organization_id and p.id = s.price_id
  join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
  left join prices np on np.organization_id = s.organization_id and np.id = s.pending_price_id
  left join plans nl on nl.organization_id = np.organization_id and nl.id = np.plan_id
  left join coupons k on k.organization_id = s.organization_id and k.id = s.coupon_id`

function priceJson(price: string): string {
  const columns = [
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
  ]
  const pairs = columns.map((column) => `'${column}', ${price}.${column}`)
  return `jsonb_build_object(${pairs.join(', ')}, 'is_in_use', true, 'created_at',
    to_char(${price}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`
}

function amountOf(price: string, quantity: string): string {
  return `case when ${price}.meter_id is null then price_amount_cents(${price}.model, ${price}.unit_amount_cents,
    ${price}.package_size, ${price}.tiers, ${quantity}) end`
}

export async function getSubscription(ctx: Context, id: string): Promise<Subscription> {
  const [subscription] = await getSubscriptions(ctx, [id])
  if (!subscription) throw notFound('subscription')
  return subscription
}

export function getSubscriptions(ctx: Context, ids: string[]): Promise<Subscription[]> {
  const query: TextQuery<Subscription> = {
    text: `select ${subscriptionColumns} from ${subscriptionSource}
           where s.organization_id = $1 and s.id = any($2::uuid[]) order by s.id`,
    parameters: [ctx.organization_id, `{${ids.join(',')}}`],
  }
  return ctx.db.all(query)
}

export async function listSubscriptions(
  ctx: Context,
  cursors: Cursors,
  query: SubscriptionQuery,
): Promise<SubscriptionPage> {
  const limit = query.limit ?? 25
  const parameters: unknown[] = [ctx.organization_id]
  const conditions = ['s.organization_id = $1']
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value) conditions.push(condition(`$${parameters.push(value)}`))
  }
  if (query.status === 'running') conditions.push(`s.status in ('trialing', 'active', 'past_due')`)
  else add((n) => `s.status = ${n}`, query.status)
  add((n) => `s.customer_id = ${n}::uuid`, query.customer_id)
  add((n) => `s.price_id = ${n}::uuid`, query.price_id)
  add((n) => `p.plan_id = ${n}::uuid`, query.plan_id)
  add((n) => `c.search_text like '%' || ${n} || '%'`, query.q && escapeLike(query.q))
  const place = cursors.decode('subscriptions', query.cursor)
  if (place) add((n) => `s.id < ${n}::uuid`, place.id)
  const page: TextQuery<Subscription> = {
    text: `select ${subscriptionColumns} from ${subscriptionSource}
           where ${conditions.join(' and ')} order by s.id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'subscriptions', await ctx.db.all(page), limit, (row) => row.id)
}

const escapeLike = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

export async function countSubscriptions(ctx: Context): Promise<SubscriptionCount> {
  const counts: TextQuery<SubscriptionCount['by_status'][number]> = {
    text: 'select status, count(*)::int as count from subscriptions where organization_id = $1 group by status order by status',
    parameters: [ctx.organization_id],
  }
  const recurring: TextQuery<Pick<SubscriptionCount, 'monthly_recurring_cents'>> = {
    text: `select coalesce(sum(round(coalesce(${amountOf('p', 's.quantity')}, 0)::numeric / p.interval_months)), 0)::bigint
             as monthly_recurring_cents
           from subscriptions s join prices p on p.organization_id = s.organization_id and p.id = s.price_id
           where s.organization_id = $1 and s.status in ('active', 'past_due')`,
    parameters: [ctx.organization_id],
  }
  const [by_status, [sum]] = await ctx.db.batch(counts, recurring)
  const count = by_status.reduce((total, each) => total + each.count, 0)
  return { count, by_status, monthly_recurring_cents: sum!.monthly_recurring_cents }
}

/** The latest five hundred: forty years of months. */
export async function listPeriods(ctx: Context, subscription_id: string): Promise<SubscriptionPeriodList> {
  await getSubscription(ctx, subscription_id)
  const query: TextQuery<SubscriptionPeriodList['data'][number]> = {
    text: `select s.from_date, s.to_date, l.name as plan_name, s.quantity, s.amount_cents,
             coalesce(s.invoice_id, i.id) as invoice_id, d.id as draft_id, d.issues_on_date, s.waived_at is not null as is_waived
           from subscription_periods s
           join prices p on p.organization_id = s.organization_id and p.id = s.price_id
           join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
           left join invoices i on i.organization_id = s.organization_id and i.id = s.draft_id
           left join invoice_drafts d on d.organization_id = s.organization_id and d.id = s.draft_id
           where s.organization_id = $1 and s.subscription_id = $2 order by s.from_date desc limit 500`,
    parameters: [ctx.organization_id, subscription_id],
  }
  return { data: (await ctx.db.all(query)).toReversed() }
}

export async function listCharges(ctx: Context, subscription_id: string): Promise<SubscriptionChargeList> {
  const query: TextQuery<SubscriptionChargeList['data'][number]> = {
    text: `select id, subscription_id, kind, description, trim_scale(quantity)::text as quantity, unit_price_cents,
             discount_cents, round(quantity * unit_price_cents)::bigint - discount_cents as amount_cents, created_at
           from subscription_charges
           where organization_id = $1 and subscription_id = $2 and invoice_id is null and removed_at is null
             and draft_id is null order by id`,
    parameters: [ctx.organization_id, subscription_id],
  }
  await getSubscription(ctx, subscription_id)
  return { data: await ctx.db.all(query) }
}

/** One that waits for the next invoice. */
export async function getCharge(ctx: Context, subscription_id: string, id: string): Promise<SubscriptionCharge> {
  const charge = (await listCharges(ctx, subscription_id)).data.find((each) => each.id === id)
  if (!charge) throw notFound('charge')
  return charge
}

export async function getBillingRules(ctx: Context): Promise<BillingRules> {
  const query: TextQuery<BillingRules> = {
    text: `select ${Object.keys(defaultRules).join(', ')} from billing_settings where organization_id = $1`,
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query)) ?? defaultRules
}
