import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import type { MoneyOverview } from './money-schemas.ts'

type Bucket = MoneyOverview['ageing'][number] & { as_of_date: string; soon_cents: number; soon_count: number }
const buckets = ['not_due', '1_30', '31_60', '61_90', 'over_90'] as const

/** What is owed, what is late, what came in over twelve months, and whom to call first: one round trip. */
export async function getMoneyOverview(ctx: Context): Promise<MoneyOverview> {
  const [ageing, months, chase_first, [received]] = await ctx.db.batch(
    ageingQuery(ctx),
    monthsQuery(ctx),
    chaseFirstQuery(ctx),
    receivedQuery(ctx),
  )
  const late = ageing.filter(({ bucket }) => bucket !== 'not_due')
  const sum = (rows: Bucket[], field: 'amount_cents' | 'count' | 'soon_cents' | 'soon_count') =>
    rows.reduce((total, row) => total + row[field], 0)
  return {
    as_of_date: received!.as_of_date,
    currency: 'SGD',
    due: { amount_cents: sum(ageing, 'amount_cents'), count: sum(ageing, 'count') },
    overdue: { amount_cents: sum(late, 'amount_cents'), count: sum(late, 'count') },
    due_soon: { amount_cents: sum(ageing, 'soon_cents'), count: sum(ageing, 'soon_count') },
    received: {
      this_month_cents: received!.this_month_cents,
      last_month_cents: received!.last_month_cents,
      last_month_to_date_cents: received!.last_month_to_date_cents,
    },
    ageing: buckets.map((bucket) => {
      const row = ageing.find((found) => found.bucket === bucket)
      return { bucket, amount_cents: row?.amount_cents ?? 0, count: row?.count ?? 0 }
    }),
    months,
    chase_first,
  }
}

const today = `(select ($2::timestamptz at time zone timezone)::date from organizations where organization_id = $1)`

function ageingQuery(ctx: Context): TextQuery<Bucket> {
  return {
    text: `
      with t as (select ${today} as today), open as (
        select amount_due_cents, due_date, t.today, t.today - due_date as days_late
        from invoices cross join t where organization_id = $1 and status = 'open'
      )
      select case when days_late <= 0 then 'not_due' when days_late <= 30 then '1_30' when days_late <= 60 then '31_60'
          when days_late <= 90 then '61_90' else 'over_90' end as bucket,
        sum(amount_due_cents)::bigint as amount_cents, count(*) as count,
        coalesce(sum(amount_due_cents) filter (where days_late between -7 and 0), 0)::bigint as soon_cents,
        count(*) filter (where days_late between -7 and 0) as soon_count
      from open group by 1`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

function monthsQuery(ctx: Context): TextQuery<MoneyOverview['months'][number]> {
  return {
    text: `
      with m as (
        select generate_series(date_trunc('month', ${today}) - interval '11 months', date_trunc('month', ${today}), '1 month')::date as first
      ), invoiced as (
        select date_trunc('month', issue_date)::date as first, sum(total_amount_cents)::bigint as cents from invoices
        where organization_id = $1 and status <> 'void' and issue_date >= (select min(first) from m) group by 1
      ), received as (
        select date_trunc('month', payment_date)::date as first, sum(amount_cents)::bigint as cents from payments
        where organization_id = $1 and payment_date >= (select min(first) from m) and reversed_at is null group by 1
      )
      select to_char(m.first, 'YYYY-MM') as month, coalesce(i.cents, 0) as invoiced_cents, coalesce(r.cents, 0) as received_cents
      from m left join invoiced i using (first) left join received r using (first) order by m.first`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

/** The largest amounts that are late; among equals the one that has waited longest. */
function chaseFirstQuery(ctx: Context): TextQuery<MoneyOverview['chase_first'][number]> {
  return {
    text: `
      select id as invoice_id, number, customer_id, buyer ->> 'name' as customer_name, due_date,
        ${today} - due_date as days_overdue, amount_due_cents
      from invoices where organization_id = $1 and status = 'open' and due_date < ${today}
      order by amount_due_cents desc, due_date limit 5`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

type Received = {
  as_of_date: string
  this_month_cents: number
  last_month_cents: number
  last_month_to_date_cents: number
}

/** This month so far stands beside the same days of last month, so that a young month is not shown as a bad one. */
function receivedQuery(ctx: Context): TextQuery<Received> {
  return {
    text: `
      with t as (select ${today} as today), bounds as (
        select today, date_trunc('month', today)::date as this_month, (date_trunc('month', today) - interval '1 month')::date as last_month,
          (today - interval '1 month')::date as same_day from t
      )
      select b.today as as_of_date,
        coalesce(sum(amount_cents) filter (where payment_date >= b.this_month), 0)::bigint as this_month_cents,
        coalesce(sum(amount_cents) filter (where payment_date < b.this_month), 0)::bigint as last_month_cents,
        coalesce(sum(amount_cents) filter (where payment_date <= b.same_day), 0)::bigint as last_month_to_date_cents
      from bounds b
      left join payments p on p.organization_id = $1 and p.payment_date >= b.last_month and p.reversed_at is null
      group by b.today, b.this_month`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}
