import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { pgArray } from '#platform/pipeline.ts'
import { lockHorizons } from '#modules/usage/queries.ts'

/** What the subscriptions of $2 count by, now or from their renewal on; without those that rest or have ended. */
const counted = (which: string) => `(
  select s.id as subscription_id, s.customer_id, p.meter_id
  from subscriptions s
  join prices p on p.organization_id = s.organization_id and p.id in (s.price_id, s.pending_price_id)
  where s.organization_id = $1 and ${which} and s.status <> 'canceled'
    and (s.status <> 'paused' or s.pause_reason = 'unpaid') and p.meter_id is not null
)`

/**
 * What a customer used is billed once: after a change of these subscriptions no other of the same customer may count by
 * the same meter. One that somebody paused counts nothing, and is asked again when it is resumed; one that is paused by
 * rule comes back unasked, so its meter stays taken. The lock of the horizon keeps two changes at once from both finding
 * nobody.
 */
export async function refuseSharedMeter(ctx: Context, subscription_ids: string[]): Promise<void> {
  const parameters = [ctx.organization_id, pgArray(subscription_ids)]
  const mine = counted('s.id = any($2::uuid[])')
  ctx.db.send({ text: lockHorizons(`${mine} mine`), parameters })
  const query: TextQuery<{ customer_name: string; meter_name: string }> = {
    text: `select c.name as customer_name, m.name as meter_name
           from ${mine} a
           join ${counted('s.customer_id in (select customer_id from subscriptions where organization_id = $1 and id = any($2::uuid[]))')} b
             on b.customer_id = a.customer_id and b.meter_id = a.meter_id and b.subscription_id <> a.subscription_id
           join customers c on c.organization_id = $1 and c.id = a.customer_id
           join meters m on m.organization_id = $1 and m.id = a.meter_id
           order by 1, 2 limit 1`,
    parameters,
  }
  const shared = await ctx.db.find(query)
  if (shared)
    throw conflict(
      'subscriptions.meter_taken',
      `${shared.customer_name} has another subscription that is billed by ${shared.meter_name}, and the same use would be billed twice. Change or end that one first.`,
    )
}
