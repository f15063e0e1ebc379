import { sellerNow } from '#modules/gst/queries.ts'
import type { GstCode } from '#modules/gst/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'

/** A price with what a quantity of it costs, and whether somebody may take it today. */
export type Offer = {
  price_id: string
  plan_id: string
  plan_name: string
  kind: 'plan' | 'add_on'
  meter_id: string | null
  /** Null where the registration of the seller decides. */
  gst_code: GstCode | null
  interval_months: number
  trial_days: number
  is_available: boolean
  quantity: number
  amount_cents: number | null
}

type Wanted = { price_id: string; quantity: number }
type Facts = { today: string; timezone: string; is_archived: boolean | null }

/** In the order asked for, undefined where there is no such price here; with the day it is and what the customer is. */
export async function offersOf(
  ctx: Context,
  customer_id: string | null,
  wanted: Wanted[],
): Promise<[Facts, (Offer | undefined)[]]> {
  const facts: TextQuery<Facts> = {
    text: `select ($2::timestamptz at time zone o.timezone)::date as today, o.timezone, c.archived_at is not null as is_archived,
             c.id is null as is_unknown
           from organizations o left join customers c on c.organization_id = o.organization_id and c.id = $3
           where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString(), customer_id],
  }
  const offers: TextQuery<Offer & { position: number }> = {
    text: `with seller as (${sellerNow})
           select w.position, p.id as price_id, p.plan_id, l.name as plan_name, l.kind, p.meter_id,
             case when t.is_registered then l.gst_code end as gst_code, p.interval_months, l.trial_days,
             l.is_active and p.available_from_date <= t.today and (p.available_to_date is null or p.available_to_date >= t.today)
               as is_available,
             w.quantity, case when p.meter_id is null then
               price_amount_cents(p.model, p.unit_amount_cents, p.package_size, p.tiers, w.quantity) end as amount_cents
           from seller t
           cross join rows from (jsonb_to_recordset($3::jsonb) as (price_id uuid, quantity integer))
             with ordinality as w (price_id, quantity, position)
           join prices p on p.organization_id = t.organization_id and p.id = w.price_id
           join plans l on l.organization_id = p.organization_id and l.id = p.plan_id
           where p.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString(), wanted],
  }
  const [[found], rows] = await ctx.db.batch(facts, offers)
  const { is_unknown, ...rest } = found as Facts & { is_unknown: boolean }
  const byPosition = new Map(rows.map(({ position, ...offer }) => [position, offer]))
  return [{ ...rest, is_archived: is_unknown ? null : rest.is_archived }, wanted.map((_, i) => byPosition.get(i + 1))]
}
