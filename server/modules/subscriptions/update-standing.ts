import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { subscriptionPastDue, subscriptionPaused, subscriptionRecovered, subscriptionUnpaid } from './events.ts'
import { getSubscriptions } from './queries.ts'
import { defaultRules } from './rules.ts'

type Standing = { id: string; status: keyof typeof events }

const events = {
  active: subscriptionRecovered,
  past_due: subscriptionPastDue,
  unpaid: subscriptionUnpaid,
  paused: subscriptionPaused,
}

/**
 * SQL: whether `updateStanding` would make the subscription of a row unpaid on a day, so that it is not renewed. Within a
 * statement whose $1 is the organisation.
 */
export const becomesUnpaid = (row: string, today: string): string => {
  const isLong = `i.status = 'open' and i.due_date + coalesce(b.unpaid_after_days, ${defaultRules.unpaid_after_days}) < ${today}`
  const settings = 'left join billing_settings b on b.organization_id = i.organization_id'
  return `(
    ${row}.status in ('active', 'past_due') and (
      exists (select from invoices i ${settings}
        where i.organization_id = $1 and i.subscription_id = ${row}.id and ${isLong})
      or exists (select from invoice_subscriptions l
        join invoices i on i.organization_id = l.organization_id and i.id = l.invoice_id ${settings}
        where l.organization_id = $1 and l.subscription_id = ${row}.id and ${isLong})))`
}

/**
 * Whether subscriptions are paid follows from their invoices: past due from the day after an invoice was due, unpaid
 * (no more renewals) when that is long ago, paused when the rules say so for longer still, active again when all is paid.
 * A pause that somebody asked for is not looked at: nobody but a person ends it. With an id that one alone.
 */
export async function updateStanding(ctx: Context, subscription_id: string | null = null): Promise<number> {
  const query: TextQuery<Standing> = {
    text: `with seller as (
             select o.organization_id, ($2::timestamptz at time zone o.timezone)::date as today,
               coalesce(b.unpaid_after_days, $3::integer) as unpaid_after_days,
               nullif(coalesce(b.paused_after_days, $5::integer), 0) as paused_after_days
             from organizations o left join billing_settings b on b.organization_id = o.organization_id
             where o.organization_id = $1
           ), owing as (
             select i.subscription_id, i.due_date from invoices i
             where i.organization_id = $1 and i.status = 'open'
               and i.subscription_id is not null and ($4::uuid is null or i.subscription_id = $4::uuid)
             union all
             select l.subscription_id, i.due_date from invoice_subscriptions l
             join invoices i on i.organization_id = l.organization_id and i.id = l.invoice_id
             where l.organization_id = $1 and i.status = 'open' and ($4::uuid is null or l.subscription_id = $4::uuid)
           ), owed as (
             select s.id, s.status, s.pause_reason, s.current_period_end_date, min(i.due_date) as due_date
             from subscriptions s
             left join owing i on i.subscription_id = s.id
             where s.organization_id = $1 and (s.status in ('active', 'past_due', 'unpaid') or s.status = 'paused' and s.pause_reason = 'unpaid')
               and ($4::uuid is null or s.id = $4::uuid)
             group by s.id, s.status, s.pause_reason, s.current_period_end_date
           ), wanted as (
             select o.id, case when o.due_date is null or o.due_date >= e.today then 'active'
                 when o.due_date + e.unpaid_after_days + e.paused_after_days < e.today then 'paused'
                 when o.due_date + e.unpaid_after_days < e.today then 'unpaid' else 'past_due' end as status,
               greatest(o.current_period_end_date, e.today) as back_date, o.status as old_status, o.pause_reason
             from owed o cross join seller e
           ), moving as (
             select *, status in ('unpaid', 'paused') as rests,
               status not in ('unpaid', 'paused') and old_status in ('unpaid', 'paused') as comes_back
             from wanted where status <> old_status
           )
           update subscriptions s set status = w.status, version = s.version + 1, updated_at = $2,
             paused_at = case when w.status = 'paused' then $2::timestamptz end,
             pause_reason = case when w.status = 'paused' then 'unpaid' end,
             next_invoice_date = case when w.rests then null when w.comes_back then w.back_date
               else s.next_invoice_date end,
             anchor_date = case when w.comes_back and w.back_date > s.current_period_end_date
               then w.back_date else s.anchor_date end,
             period_index = case when w.comes_back and w.back_date > s.current_period_end_date
               then -1 else s.period_index end
           from moving w
           where s.organization_id = $1 and s.id = w.id and s.status = w.old_status
             and s.pause_reason is not distinct from w.pause_reason
           returning s.id, s.status`,
    parameters: [
      ctx.organization_id,
      ctx.now.toString(),
      defaultRules.unpaid_after_days,
      subscription_id,
      defaultRules.paused_after_days,
    ],
  }
  const moved = await ctx.db.all(query)
  const status = new Map(moved.map((row) => [row.id, row.status]))
  for (const subscription of await getSubscriptions(ctx, [...status.keys()]))
    recordEvent(ctx, events[status.get(subscription.id)!], subscription)
  return moved.length
}
