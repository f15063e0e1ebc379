import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { subscriptionPaused } from './events.ts'
import { lockSubscription, refuseIllegalMove } from './lock-subscription.ts'
import { getSubscription } from './queries.ts'
import type { Subscription } from './schemas.ts'
import { updateSubscription } from './update-subscription.ts'

/** No renewals until somebody resumes it, paid or not. The period that was paid for runs on; a trial stands still. */
export async function pauseSubscription(ctx: Context, id: string): Promise<Subscription> {
  const locked = await lockSubscription(ctx, id)
  const before = await getSubscription(ctx, id)
  refuseIllegalMove(locked, 'paused')
  const paused_at = ctx.now.toString()
  updateSubscription(ctx, id, { status: 'paused', paused_at, pause_reason: 'requested', next_invoice_date: null })
  const subscription = await getSubscription(ctx, id)
  recordEvent(ctx, subscriptionPaused, subscription, changesBetween(before, subscription))
  return subscription
}
