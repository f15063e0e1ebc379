import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { subscriptionPeriodWaived } from './events.ts'
import { getSubscriptions } from './queries.ts'

/**
 * After a draft of a renewal run was deleted: its periods are not billed any more. One-off charges wait again for the
 * next invoice, and the credit that it had used comes back. Done again it finds nothing to do.
 */
export async function waiveDraftedPeriods(ctx: Context, draft_id: string): Promise<void> {
  const key = [ctx.organization_id, draft_id]
  ctx.db.send({
    text: 'update subscription_charges set draft_id = null where organization_id = $1 and draft_id = $2',
    parameters: key,
  })
  // Held before the credit is read, so that of two who do this one finds nothing.
  const lock: TextQuery<unknown> = {
    text: `select from subscriptions s where s.organization_id = $1 and s.id in (
             select c.subscription_id from subscription_credits c where c.organization_id = $1 and c.draft_id = $2)
           order by s.id for update`,
    parameters: key,
  }
  const used: TextQuery<{ subscription_id: string; amount_cents: number }> = {
    text: `select subscription_id, -sum(amount_cents)::bigint as amount_cents from subscription_credits
           where organization_id = $1 and draft_id = $2 group by subscription_id having sum(amount_cents) < 0`,
    parameters: key,
  }
  const [, credits] = await ctx.db.batch(lock, used)
  for (const { subscription_id, amount_cents } of credits) giveBack(ctx, draft_id, subscription_id, amount_cents)
  const waived: TextQuery<{ subscription_id: string }> = {
    text: `update subscription_periods set waived_at = $3
           where organization_id = $1 and draft_id = $2 and waived_at is null returning subscription_id`,
    parameters: [...key, ctx.now.toString()],
  }
  const ids = (await ctx.db.all(waived)).map(({ subscription_id }) => subscription_id)
  for (const subscription of await getSubscriptions(ctx, ids)) recordEvent(ctx, subscriptionPeriodWaived, subscription)
}

function giveBack(ctx: Context, draft_id: string, subscription_id: string, amount_cents: number): void {
  ctx.db.send({
    text: `with entry as (
             insert into subscription_credits (organization_id, id, subscription_id, amount_cents, reason, draft_id, created_at)
             values ($1, $2, $3, $4, 'draft deleted', $5, $6)
           )
           update subscriptions set credit_cents = credit_cents + $4::bigint where organization_id = $1 and id = $3`,
    parameters: [ctx.organization_id, newId(), subscription_id, amount_cents, draft_id, ctx.now.toString()],
  })
}
