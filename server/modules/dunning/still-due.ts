import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { dunningReminderCancelled } from './events.ts'

/**
 * Asked in the moment before a reminder goes out: whether all that it lists is still due, and neither promised nor
 * disputed. If not it is cancelled, and the next morning writes one that is true.
 */
export async function stillDue(ctx: Context, notice_id: string): Promise<boolean> {
  const query: TextQuery<{ id: string; customer_id: string }> = {
    text: `update dunning_notices n set cancelled_at = $3
           where n.organization_id = $1 and n.id = $2 and exists (
             select from dunning_notice_invoices l
             join invoices i on i.organization_id = l.organization_id and i.id = l.invoice_id
             join organizations o on o.organization_id = l.organization_id
             where l.organization_id = $1 and l.notice_id = n.id and (
               i.status <> 'open' or i.amount_due_cents <> l.amount_cents
               or exists (select from invoice_disputes x
                 where x.organization_id = $1 and x.invoice_id = i.id and x.resolved_at is null)
               or exists (select from invoice_promises x
                 where x.organization_id = $1 and x.invoice_id = i.id and x.withdrawn_at is null
                   and x.promised_date >= ($3::timestamptz at time zone o.timezone)::date)
               or (not n.is_by_hand and exists (select from dunning_pauses p
                 where p.organization_id = $1 and p.customer_id = n.customer_id
                   and (p.until_date is null or p.until_date >= ($3::timestamptz at time zone o.timezone)::date)))))
           returning n.id, n.customer_id`,
    parameters: [ctx.organization_id, notice_id, ctx.now.toString()],
  }
  const cancelled = await ctx.db.find(query)
  if (cancelled) recordEvent(ctx, dunningReminderCancelled, cancelled)
  return !cancelled
}
