import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { badRequest } from '#platform/errors.ts'
import { usageQuantity } from './queries.ts'
import type { Usage, UsageQuery } from './schemas.ts'

const longest_days = 366

/** What was used, in steps for a chart and in all, counted as an invoice counts it. */
export async function getUsage(ctx: Context, query: UsageQuery): Promise<Usage> {
  const by = query.by ?? 'day'
  const { timezone, from_date, last_date } = await ctx.db.one(spanQuery(ctx, query))
  const days = Temporal.PlainDate.from(from_date).until(last_date).days + 1
  if (days < 1)
    throw badRequest('usage.invalid_range', `The range ends before it begins, on ${from_date}. Exchange the two days.`)
  if (days > longest_days)
    throw badRequest('usage.invalid_range', `Ask for at most ${longest_days} days at once. These are ${days}.`)
  const { customer_id = null, meter_id = null } = query
  const parameters = [ctx.organization_id, timezone, from_date, last_date, by, customer_id, meter_id]
  return { from_date, last_date, by, data: await ctx.db.all({ text: usageText, parameters }) }
}

type Span = { timezone: string; from_date: string; last_date: string }

function spanQuery(ctx: Context, { from, to }: UsageQuery): TextQuery<Span> {
  return {
    text: `
      select o.timezone, coalesce($3::date, d.last_date - 29) as from_date, d.last_date
      from organizations o
      cross join lateral (
        select coalesce($4::date, ($2::timestamptz at time zone o.timezone)::date) as last_date) d
      where o.organization_id = $1`,
    parameters: [ctx.organization_id, ctx.now.toString(), from ?? null, to ?? null],
  }
}

/** Only steps that hold an event are counted, so a wide range over few events costs what the events cost. */
const usageText = `
  with span as materialized (
    select $3::date::timestamp at time zone $2 as from_at, ($4::date + 1)::timestamp at time zone $2 as to_at
  ), steps as materialized (
    select greatest(s, $3::date::timestamp) as step, greatest(s, $3::date::timestamp) at time zone $2 as from_at,
      least(s + ('1 ' || $5)::interval, ($4::date + 1)::timestamp) at time zone $2 as to_at
    from generate_series(date_trunc($5, $3::date::timestamp), $4::date::timestamp, ('1 ' || $5)::interval) s
  ), used as materialized (
    select distinct e.meter_id, e.customer_id,
      greatest(date_trunc($5, e.counted_at at time zone $2), $3::date::timestamp) as step
    from usage_events e
    where e.organization_id = $1 and e.counted_at >= (select from_at from span) and e.counted_at < (select to_at from span)
      and ($6::uuid is null or e.customer_id = $6) and ($7::uuid is null or e.meter_id = $7)
  ), counted as (
    select r.meter_id, r.step, sum(${usageQuantity('r')}) as quantity
    from (select u.meter_id, u.customer_id, s.step, s.from_at, s.to_at from used u join steps s using (step)) r
    group by r.meter_id, r.step
  ), totals as (
    select r.meter_id, sum(${usageQuantity('r')}) as quantity
    from (select distinct u.meter_id, u.customer_id, span.from_at, span.to_at from used u cross join span) r
    group by r.meter_id
  )
  select m.id as meter_id, m.code, m.name, m.unit, m.aggregation, coalesce(trim_scale(t.quantity), 0) as total, (
      select json_agg(json_build_object('date', s.step::date, 'quantity', coalesce(trim_scale(c.quantity), 0)::text)
        order by s.step)
      from steps s left join counted c on c.meter_id = m.id and c.step = s.step
    ) as points
  from meters m
  left join totals t on t.meter_id = m.id
  where m.organization_id = $1 and (t.meter_id is not null or m.id = $7)
  order by m.code`
