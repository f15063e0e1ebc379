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
  const { today, month_start_date, issued_count, came_count } = month!
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
    used: { seats: seats_used, leads_per_month: came_count, invoices_per_month: issued_count },
    month_start_date,
    subscription_status,
    pause_reason,
    trial_end_date,
    trial_days_left: subscription_status === 'trialing' && trial_end_date ? daysLeft(today, trial_end_date) : null,
  }
}

type Month = { today: string; month_start_date: string; issued_count: number; came_count: number }

function monthQuery(ctx: Context): TextQuery<Month> {
  return {
    text: `select d.today, date_trunc('month', d.today::timestamp)::date as month_start_date, (
             select count(*)::int from invoices i
             where i.organization_id = $1 and i.issue_date >= date_trunc('month', d.today::timestamp)::date
           ) as issued_count, ${leadsOf("date_trunc('month', d.today::timestamp)", 'd.timezone')} as came_count
           from (select ($2::timestamptz at time zone timezone)::date as today, timezone from organizations
                 where organization_id = $1) d`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

/**
 * The index by time serves it only where the month has an end: of an open one the planner expects a third of all leads.
 * The day in 2020, before all leads, is the condition of that index.
 */
const leadsOf = (month_start: string, timezone: string): string => `(
  select count(*)::int from leads l
  where l.organization_id = $1 and l.created_at >= ${month_start} at time zone ${timezone}
    and l.created_at < (${month_start} + interval '1 month') at time zone ${timezone}
    and l.created_at >= '2020-01-01Z')`

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

export type LeadAllowance = {
  plan_name: string
  leads_per_month: number
  came_count: number
  /** Of files that are being imported: they are promised, and nobody else may have them. */
  coming_count: number
  month_start_date: string
}

/**
 * How many leads the plan allows in a month, and how many came in this one, by whatever way; nothing where it sets no
 * limit. It is exact until the transaction ends behind `lockLeadAllowance`.
 */
export function leadAllowanceQuery(ctx: Context): TextQuery<LeadAllowance> {
  return {
    text: `select e.plan_name, (e.limits ->> 'leads_per_month')::int as leads_per_month, m.month_start::date as month_start_date,
             ${leadsOf('m.month_start', 'm.timezone')} as came_count, (
             select coalesce(sum(case when i.choices ->> 'duplicates' = 'flag' then i.row_count - i.bad_count
               else i.new_count end - i.imported_count), 0)::int
             from lead_imports i where i.organization_id = $1 and i.status = 'importing'
           ) as coming_count
           from entitlements e cross join (
             select timezone, date_trunc('month', $2::timestamptz at time zone timezone) as month_start
             from organizations where organization_id = $1) m
           where e.organization_id = $1 and e.limits ->> 'leads_per_month' is not null`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
}

/** Whoever takes of the limit waits for whoever did before. A statement of its own: the next one sees what they took. */
export function lockLeadAllowance(ctx: Context): void {
  ctx.db.send({
    text: `select from entitlements where organization_id = $1 and limits ->> 'leads_per_month' is not null for update`,
    parameters: [ctx.organization_id],
  })
}
