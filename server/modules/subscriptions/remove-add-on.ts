import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { subscriptionAddOnRemoved } from './events.ts'
import { lockSubscription } from './lock-subscription.ts'
import { getSubscription } from './queries.ts'
import type { Subscription } from './schemas.ts'

/** Takes an add-on off the next invoice. What was paid for runs to the end of the period. */
export async function removeAddOn(ctx: Context, id: string, add_on_id: string): Promise<Subscription> {
  await lockSubscription(ctx, id)
  await ctx.db.one(
    db
      .updateTable('subscription_add_ons')
      .set({ removed_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('subscription_id', '=', id)
      .where('id', '=', add_on_id)
      .where('removed_at', 'is', null)
      .returning('id'),
    () => notFound('add-on'),
  )
  const subscription = await getSubscription(ctx, id)
  recordEvent(ctx, subscriptionAddOnRemoved, subscription)
  return subscription
}
