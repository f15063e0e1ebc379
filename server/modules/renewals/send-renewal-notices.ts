import { recordEvent } from '#modules/events/record-event.ts'
import { subscriptionRenewalNoticeSent } from '#modules/subscriptions/events.ts'
import { getBillingRules, getSubscriptions } from '#modules/subscriptions/queries.ts'
import { periodStart } from '#modules/subscriptions/rules.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { queueMail } from '#platform/mail.ts'
import { type Renewal, renewalNoticeMail } from './emails.ts'

/** How many one transaction takes. */
const batchSize = 200

type Ending = Omit<Renewal, 'from_date' | 'to_date'> & {
  id: string
  anchor_date: string
  interval_months: number
}

/**
 * Tells the customers whose minimum term ends soon what comes next, once for each end of a term; answers whether more
 * may be waiting. Whoever has no address for mail is told as soon as there is one.
 */
export async function sendRenewalNotices(ctx: Context): Promise<boolean> {
  const { renewal_notice_days } = await getBillingRules(ctx)
  if (renewal_notice_days === 0) return false
  const due: TextQuery<{ id: string }> = {
    // Materialized, or the plan may look again for each row and take more than a batch.
    text: `with due as materialized (
             select n.id from subscriptions n
             join customers c on c.organization_id = n.organization_id and c.id = n.customer_id
             cross join (
               select ($2::timestamptz at time zone o.timezone)::date as today from organizations o where o.organization_id = $1
             ) t
             where n.organization_id = $1 and n.minimum_term_end_date > t.today
               and n.minimum_term_end_date <= t.today + $3::integer
               and n.noticed_term_end_date is distinct from n.minimum_term_end_date
               and n.status in ('trialing', 'active', 'past_due') and not n.cancel_at_period_end
               and c.email is not null and c.archived_at is null
             order by n.id limit ${batchSize} for update of n skip locked
           )
           update subscriptions s set noticed_term_end_date = s.minimum_term_end_date from due d
           where s.organization_id = $1 and s.id = d.id
           returning s.id`,
    parameters: [ctx.organization_id, ctx.now.toString(), renewal_notice_days],
  }
  const ids = (await ctx.db.all(due)).map(({ id }) => id)
  for (const ending of await getEndings(ctx, ids)) queueMail(ctx, renewalNoticeMail(renewalOf(ending)))
  for (const subscription of await getSubscriptions(ctx, ids))
    recordEvent(ctx, subscriptionRenewalNoticeSent, subscription)
  return ids.length === batchSize
}

/** The terms are those that it will have then: a change that waits for the renewal has come by that time. */
function getEndings(ctx: Context, ids: string[]): Promise<Ending[]> {
  const query: TextQuery<Ending> = {
    text: `select s.id, c.email as customer_email, d.name as seller_name, o.billing_email as seller_email, l.name as plan_name,
             n.billing_interval, n.interval_months, s.coupon_id is not null as has_coupon, s.minimum_term_end_date,
             case when n.interval_months = p.interval_months then s.anchor_date else s.next_invoice_date end as anchor_date,
             case when n.meter_id is null then price_amount_cents(n.model, n.unit_amount_cents, n.package_size, n.tiers,
               coalesce(s.pending_quantity, s.quantity)) + coalesce((
                 select sum(price_amount_cents(r.model, r.unit_amount_cents, r.package_size, r.tiers, a.quantity))
                 from subscription_add_ons a join prices r on r.organization_id = a.organization_id and r.id = a.price_id
                 where a.organization_id = $1 and a.subscription_id = s.id and a.removed_at is null), 0)::bigint
               end as amount_cents
           from subscriptions s
           join organizations o on o.organization_id = s.organization_id
           join organization_directory d on d.organization_id = s.organization_id
           join customers c on c.organization_id = s.organization_id and c.id = s.customer_id
           join prices p on p.organization_id = s.organization_id and p.id = s.price_id
           join prices n on n.organization_id = s.organization_id and n.id = coalesce(s.pending_price_id, s.price_id)
           join plans l on l.organization_id = n.organization_id and l.id = n.plan_id
           where s.organization_id = $1 and s.id = any($2::uuid[]) order by s.id`,
    parameters: [ctx.organization_id, `{${ids.join(',')}}`],
  }
  return ctx.db.all(query)
}

/** A term may end within a period, which is then paid to its end. */
function renewalOf({ anchor_date, interval_months, ...ending }: Ending): Renewal {
  const start = (index: number) => periodStart(anchor_date, interval_months, index)
  let index = 0
  while (start(index) < ending.minimum_term_end_date) index += 1
  return { ...ending, from_date: start(index), to_date: start(index + 1) }
}
