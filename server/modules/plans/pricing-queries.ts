import { sellerNow } from '#modules/gst/queries.ts'
import type { Context, UserContext } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import type { Pricing, PublicPlan, PublicPrice } from './pricing-schemas.ts'

const nothing: Pricing = { seller_name: null, is_gst_registered: false, gst_rate_bp: 0, as_of_date: null, data: [] }

/** What whoever runs the installation sells to everybody: nobody is signed in, so the organisation is entered here. */
export async function getPricing(ctx: UserContext): Promise<Pricing> {
  const operator = await ctx.db.find(db.selectFrom('operator_organizations').select('organization_id'))
  if (!operator) return nothing
  ctx.db.enter(operator.organization_id)
  const parameters = [operator.organization_id, ctx.now.toString()]
  const [[seller], plans, prices] = await ctx.db.batch(
    { ...sellerQuery, parameters },
    { ...plansQuery, parameters },
    { ...pricesQuery, parameters },
  )
  return seller ? { ...seller, data: withPrices(plans, prices) } : nothing
}

/** What stands on the price page of the organisation that the context is inside of. */
export async function listPlansOnSale(ctx: Context): Promise<PublicPlan[]> {
  const parameters = [ctx.organization_id, ctx.now.toString()]
  const [plans, prices] = await ctx.db.batch({ ...plansQuery, parameters }, { ...pricesQuery, parameters })
  return withPrices(plans, prices)
}

type PriceRow = PublicPrice & { plan_id: string }

function withPrices(plans: Omit<PublicPlan, 'prices'>[], prices: PriceRow[]): PublicPlan[] {
  const byPlan = Map.groupBy(prices, ({ plan_id }) => plan_id)
  const pricesOf = (id: string) => (byPlan.get(id) ?? []).map(({ plan_id: _, ...price }) => price)
  return plans.map((plan) => ({ ...plan, prices: pricesOf(plan.id) }))
}

export type OfferedPrice = { price_id: string; is_flat: boolean }

/** A price that everybody may choose today: of a plan on the price page, and not counted by a meter. */
export async function findOfferedPrice(seller: Context, price_id: string): Promise<OfferedPrice | undefined> {
  const query: TextQuery<OfferedPrice> = {
    text: `select p.id as price_id, p.model = 'flat' as is_flat
           from prices p
           join organizations o on o.organization_id = p.organization_id
           cross join lateral (select ($3::timestamptz at time zone o.timezone)::date as today) d
           join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
           where p.organization_id = $1 and p.id = $2 and l.kind = 'plan' and l.is_active and l.is_visible
             and p.meter_id is null and p.available_from_date <= d.today
             and coalesce(p.available_to_date >= d.today, true)`,
    parameters: [seller.organization_id, price_id, seller.now.toString()],
  }
  return seller.db.find(query)
}

const rateOf = (gst_code: string) => `case when s.is_registered then (
  select r.gst_rate_bp from gst_rates r
  where r.gst_code = ${gst_code} and r.from_date <= s.today order by r.from_date desc limit 1) else 0 end`

const sellerQuery: TextQuery<Omit<Pricing, 'data'>> = {
  text: `
    with seller as (${sellerNow})
    select d.name as seller_name, s.is_registered as is_gst_registered, ${rateOf(`'SR'`)} as gst_rate_bp,
      s.today as as_of_date
    from seller s join organization_directory d on d.organization_id = s.organization_id`,
  parameters: [],
}

const plansQuery: TextQuery<Omit<PublicPlan, 'prices'>> = {
  text: `
    with seller as (${sellerNow})
    select p.id, p.kind, p.code, p.name, p.description, p.trial_days, p.features, p.limits, p.is_default,
      ${rateOf(`coalesce(p.gst_code, 'SR')`)} as gst_rate_bp
    from seller s cross join plans p
    where p.organization_id = $1 and p.is_active and p.is_visible
    order by p.kind = 'add_on', p.display_order, p.id limit 100`,
  parameters: [],
}

const pricesQuery: TextQuery<PriceRow> = {
  text: `
    with seller as (${sellerNow})
    select c.plan_id, c.id, c.model, c.billing_interval, c.currency, c.unit_amount_cents, c.package_size, c.tiers,
      m.name as meter_name, m.unit as meter_unit
    from seller s cross join prices c
    join plans p on p.organization_id = c.organization_id and p.id = c.plan_id
    left join meters m on m.organization_id = c.organization_id and m.id = c.meter_id
    where c.organization_id = $1 and p.organization_id = $1 and p.is_active and p.is_visible
      and c.available_from_date <= s.today and (c.available_to_date >= s.today or c.available_to_date is null)
    order by c.interval_months, c.id limit 1000`,
  parameters: [],
}
