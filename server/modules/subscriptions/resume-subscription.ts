import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { billFirst } from './create-subscription.ts'
import { subscriptionCanceled, subscriptionResumed } from './events.ts'
import { type LockedSubscription, lockSubscription } from './lock-subscription.ts'
import { getSubscription } from './queries.ts'
import { refuseSharedMeter } from './refuse-shared-meter.ts'
import type { Subscription } from './schemas.ts'
import { updateSubscription } from './update-subscription.ts'

/** Takes back a cancellation that has not come yet, or ends a pause that somebody asked for. */
export async function resumeSubscription(ctx: Context, id: string): Promise<Subscription> {
  const locked = await lockSubscription(ctx, id)
  const before = await getSubscription(ctx, id)
  if (locked.pause_reason === 'requested' && locked.status === 'paused') await endPause(ctx, locked)
  else if (locked.cancel_at_period_end && locked.status !== 'canceled')
    updateSubscription(ctx, id, { cancel_at_period_end: false, cancel_reason: null, canceled_at: null })
  else if (locked.status === 'paused')
    throw conflict(
      'subscriptions.paused_as_unpaid',
      'It was paused because it is not paid. It goes on by itself when nothing of its invoices is overdue any more.',
    )
  else
    throw conflict(
      'subscriptions.nothing_to_resume',
      'Only a subscription that is paused, or is to end with its period, can be resumed.',
    )
  const subscription = await getSubscription(ctx, id)
  // What was to end with a period that is over ends instead.
  const event = subscription.status === 'canceled' ? subscriptionCanceled : subscriptionResumed
  recordEvent(ctx, event, subscription, changesBetween(before, subscription))
  return subscription
}

/**
 * A trial goes on with the days that it had left. Within the period that was paid for the subscription goes on as it
 * was; after it, a new period begins today and is charged.
 */
async function endPause(ctx: Context, locked: LockedSubscription): Promise<void> {
  const { id, today, current_period_end_date, period_index, cancel_at_period_end } = locked
  if (period_index < 0 && locked.trial_end_date) return extendTrial(ctx, locked, locked.trial_end_date)
  if (current_period_end_date > today)
    return goOn(ctx, id, { status: 'active', next_invoice_date: current_period_end_date })
  await goOn(ctx, id, {
    status: 'active',
    ...(!cancel_at_period_end && {
      anchor_date: today,
      period_index: -1,
      current_period_start_date: today,
      current_period_end_date: today,
    }),
    next_invoice_date: today,
  })
  await billFirst(ctx, id)
}

async function goOn(ctx: Context, id: string, columns: Parameters<typeof updateSubscription>[2]): Promise<void> {
  updateSubscription(ctx, id, { ...columns, paused_at: null, pause_reason: null })
  await refuseSharedMeter(ctx, [id])
}

/** What is counted from the end of the trial, its anchor and the end of the coupon, moves along. */
async function extendTrial(ctx: Context, locked: LockedSubscription, trial_end_date: string): Promise<void> {
  const { id, today, paused_date, coupon_end_date } = locked
  const days = Temporal.PlainDate.from(paused_date!).until(today).days
  const later = (date: string) => Temporal.PlainDate.from(date).add({ days }).toString()
  const end_date = later(trial_end_date)
  await goOn(ctx, id, {
    status: 'trialing',
    trial_end_date: end_date,
    anchor_date: end_date,
    current_period_end_date: end_date,
    next_invoice_date: end_date,
    coupon_end_date: coupon_end_date && later(coupon_end_date),
  })
  await billFirst(ctx, id)
}
