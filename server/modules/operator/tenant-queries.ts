import type { Entitlements } from '#modules/entitlements/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'

/**
 * What each organisation has with the operator, of whom $1 is the id: the newest subscription of the customer that it
 * is, an ended one only where there is no other.
 */
const tenants = `
  from tenant_customers t
  cross join lateral (
    select * from subscriptions s where s.organization_id = $1 and s.customer_id = t.customer_id
    order by s.status = 'canceled', s.id desc limit 1
  ) s
  join prices p on p.organization_id = t.organization_id and p.id = s.price_id
  join plans l on l.organization_id = t.organization_id and l.id = p.plan_id
  where t.organization_id = $1`

const wanted = `jsonb_build_object('plan_code', l.code, 'plan_name', l.name, 'features', l.features, 'limits', l.limits,
  'subscription_status', s.status,
  'pause_reason', case when s.status = 'paused' then s.pause_reason end, 'trial_end_date', s.trial_end_date)`

/** Whose plan, limits or standing are no longer what they were told. */
export async function listOutdatedTenants(ctx: Context): Promise<string[]> {
  const query: TextQuery<{ tenant_id: string }> = {
    text: `select t.tenant_id ${tenants} and t.pushed is distinct from ${wanted} order by t.tenant_id`,
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.all(query)).map(({ tenant_id }) => tenant_id)
}

/** A statement of its own: one that waited for the row would go on with what it had read before. */
export function lockTenant(ctx: Context, tenant_id: string): void {
  ctx.db.send({
    text: 'select from tenant_customers where organization_id = $1 and tenant_id = $2 for no key update',
    parameters: [ctx.organization_id, tenant_id],
  })
}

/** What a tenant is to be told, when it differs from what it was. Whoever tells it too waits here. */
export async function findNews(ctx: Context, tenant_id: string): Promise<Omit<Entitlements, 'id'> | undefined> {
  const parameters = [ctx.organization_id, tenant_id]
  lockTenant(ctx, tenant_id)
  const query: TextQuery<{ wanted: Omit<Entitlements, 'id'> }> = {
    text: `select ${wanted} as wanted ${tenants} and t.tenant_id = $2 and t.pushed is distinct from ${wanted}`,
    parameters,
  }
  return (await ctx.db.find(query))?.wanted
}

/** The subscription of one organisation, as the operator has it; undefined for who is no customer. */
export async function findTenantSubscription(
  ctx: Context,
  tenant_id: string,
): Promise<{ subscription_id: string } | undefined> {
  const query: TextQuery<{ subscription_id: string }> = {
    text: `select s.id as subscription_id ${tenants} and t.tenant_id = $2`,
    parameters: [ctx.organization_id, tenant_id],
  }
  return ctx.db.find(query)
}

export type EndingTrial = { tenant_id: string; subscription_id: string; trial_end_date: string }

/** Trials that end within some days and whose organisations were not told of that day yet. */
export async function listEndingTrials(ctx: Context, days: number): Promise<EndingTrial[]> {
  const query: TextQuery<EndingTrial> = {
    text: `select t.tenant_id, s.id as subscription_id, s.trial_end_date ${tenants}
             and s.status = 'trialing' and not s.cancel_at_period_end
             and t.reminded_trial_end_date is distinct from s.trial_end_date
             and s.trial_end_date - $3::integer <= (
               select ($2::timestamptz at time zone o.timezone)::date from organizations o where o.organization_id = $1)
             and s.trial_end_date > (
               select ($2::timestamptz at time zone o.timezone)::date from organizations o where o.organization_id = $1)
           order by t.tenant_id`,
    parameters: [ctx.organization_id, ctx.now.toString(), days],
  }
  return ctx.db.all(query)
}

type TrialPrice = Pick<Entitlements, 'plan_code' | 'plan_name' | 'features' | 'limits' | 'trial_end_date'> & {
  price_id: string
}

/** The price on which a new organisation begins: of the default plan, on sale today, monthly before yearly. */
export async function findTrialPrice(ctx: Context): Promise<TrialPrice | undefined> {
  const query: TextQuery<TrialPrice> = {
    text: `select p.id as price_id, l.code as plan_code, l.name as plan_name, l.features, l.limits,
             case when l.trial_days > 0 then d.today + l.trial_days end as trial_end_date
           from plans l
           join organizations o on o.organization_id = l.organization_id
           cross join lateral (select ($2::timestamptz at time zone o.timezone)::date as today) d
           join prices p on p.organization_id = l.organization_id and p.plan_id = l.id
           where l.organization_id = $1 and l.is_default and p.meter_id is null
             and p.billing_interval in ('month', 'year')
             and p.available_from_date <= d.today and coalesce(p.available_to_date >= d.today, true)
           order by p.interval_months, p.id limit 1`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  return ctx.db.find(query)
}
