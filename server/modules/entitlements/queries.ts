import { getSeats } from '#modules/organizations/member-queries.ts'
import { completeLimits } from '#modules/plans/rules.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { daysLeft } from './rules.ts'
import type { OrganizationPlan } from './schemas.ts'

/** The plan of the organisation beside what it uses today. Without entitlements nothing is limited. */
export async function getOrganizationPlan(ctx: Context): Promise<OrganizationPlan> {
  const [[entitlements], [month]] = await ctx.db.batch(
    db
      .selectFrom('entitlements')
      .select(['plan_code', 'plan_name', 'features', 'limits', 'subscription_status', 'pause_reason', 'trial_end_date'])
      .where('organization_id', '=', ctx.organization_id),
    monthQuery(ctx),
  )
  const { seats_used, seat_limit } = await getSeats(ctx, '')
  const { today, month_start_date, issued_count } = month!
  const {
    plan_code = null,
    plan_name = null,
    features = [],
    limits = completeLimits({}),
    subscription_status = null,
    pause_reason = null,
    trial_end_date = null,
  } = (entitlements ?? {}) as Partial<OrganizationPlan>
  return {
    plan_code,
    plan_name,
    features,
    limits: { ...limits, seats: seat_limit },
    used: { seats: seats_used, invoices_per_month: issued_count },
    month_start_date,
    subscription_status,
    pause_reason,
    trial_end_date,
    trial_days_left: subscription_status === 'trialing' && trial_end_date ? daysLeft(today, trial_end_date) : null,
  }
}

function monthQuery(ctx: Context): TextQuery<{ today: string; month_start_date: string; issued_count: number }> {
  return {
    text: `select d.today, date_trunc('month', d.today::timestamp)::date as month_start_date, (
             select count(*)::int from invoices i
             where i.organization_id = $1 and i.issue_date >= date_trunc('month', d.today::timestamp)::date
           ) as issued_count
           from (select ($2::timestamptz at time zone timezone)::date as today from organizations
                 where organization_id = $1) d`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

export type Allowance = { plan_name: string; invoices_per_month: number; issued_count: number }

/**
 * How many invoices the plan allows in the month of a day, and how many were issued in it; nothing where it sets no
 * limit. Asked behind the insert, which holds the counter of the series: whoever issues at the same time has committed
 * by then or waits, so the count is exact, and no other lock is needed.
 */
export function allowanceQuery(ctx: Context, issue_date: string): TextQuery<Allowance> {
  return {
    text: `select e.plan_name, (e.limits ->> 'invoices_per_month')::int as invoices_per_month, (
             select count(*)::int from invoices i
             where i.organization_id = $1 and i.issue_date >= date_trunc('month', $2::timestamp)::date
               and i.issue_date < (date_trunc('month', $2::timestamp) + interval '1 month')::date
           ) as issued_count
           from entitlements e
           where e.organization_id = $1 and e.limits ->> 'invoices_per_month' is not null`,
    parameters: [ctx.organization_id, issue_date],
  }
}
