import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { subscriptionChargeRemoved } from './events.ts'
import { lockSubscription } from './lock-subscription.ts'
import { getCharge } from './queries.ts'

/** Takes a charge back that has not been invoiced. */
export async function removeCharge(ctx: Context, subscription_id: string, id: string): Promise<void> {
  await lockSubscription(ctx, subscription_id)
  const charge = await getCharge(ctx, subscription_id, id)
  ctx.db.send(
    db
      .updateTable('subscription_charges')
      .set({ removed_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('subscription_id', '=', subscription_id)
      .where('id', '=', id)
      .where('invoice_id', 'is', null)
      .where('draft_id', 'is', null),
  )
  recordEvent(ctx, subscriptionChargeRemoved, charge)
}
