import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { billFirst } from './create-subscription.ts'
import { subscriptionCanceled, subscriptionCancellationScheduled } from './events.ts'
import { giveCredit } from './give-credit.ts'
import { type LockedSubscription, lockSubscription, refuseIllegalMove, refuseWhileDue } from './lock-subscription.ts'
import { getSubscription } from './queries.ts'
import { afterCoupon, positionIn, shareOf } from './rules.ts'
import type { Cancellation, Subscription } from './schemas.ts'
import { updateSubscription } from './update-subscription.ts'

/**
 * Ends a subscription with its period, or now. Now: what was paid for and is not used becomes credit, and what is still
 * to be charged (use, one-off charges) goes on a last invoice, from which the credit is taken.
 */
export async function cancelSubscription(ctx: Context, id: string, input: Cancellation): Promise<Subscription> {
  const locked = await lockSubscription(ctx, id)
  const before = await getSubscription(ctx, id)
  refuseIllegalMove(locked, 'canceled')
  const isResting = locked.next_invoice_date === null
  const isNow = input.when === 'now' || isResting
  refuseWithinTerm(locked, isNow ? locked.today : locked.current_period_end_date)

  const asked = { cancel_reason: input.reason ?? null, canceled_at: ctx.now.toString() }
  if (!isNow) updateSubscription(ctx, id, { ...asked, cancel_at_period_end: true })
  else if (isResting || locked.period_index < 0)
    updateSubscription(ctx, id, {
      ...asked,
      status: 'canceled',
      ended_date: locked.today,
      next_invoice_date: null,
      cancel_at_period_end: false,
    })
  else await endToday(ctx, locked, asked)
  if (isNow) cutPeriods(ctx, locked)

  const subscription = await getSubscription(ctx, id)
  const event = isNow ? subscriptionCanceled : subscriptionCancellationScheduled
  recordEvent(ctx, event, subscription, changesBetween(before, subscription))
  return subscription
}

async function endToday(
  ctx: Context,
  locked: LockedSubscription,
  asked: { cancel_reason: string | null; canceled_at: string },
): Promise<void> {
  refuseWhileDue(locked)
  const { id, current_period_start_date, current_period_end_date, timezone, rules, coupon, amount_cents } = locked
  const period = { from_date: current_period_start_date, to_date: current_period_end_date }
  const { used, length } = positionIn(period, ctx.now, timezone, rules.proration_unit)
  const paid = afterCoupon((amount_cents ?? 0) + locked.add_ons_cents, coupon)
  const unused = shareOf(paid, used, length, length)
  if (unused > 0) giveCredit(ctx, id, unused, 'unused time at cancellation')
  updateSubscription(ctx, id, {
    ...asked,
    cancel_at_period_end: true,
    current_period_end_date: locked.today,
    next_invoice_date: locked.today,
  })
  await billFirst(ctx, id)
}

/** What was billed beyond today is not served any more: who comes back begins where this ended. */
function cutPeriods({ db: tx, organization_id }: Context, { id, today }: LockedSubscription): void {
  tx.send({
    text: `update subscription_periods set to_date = greatest(from_date, $3::date)
           where organization_id = $1 and subscription_id = $2 and to_date > $3::date`,
    parameters: [organization_id, id, today],
  })
}

function refuseWithinTerm({ minimum_term_end_date: term }: LockedSubscription, end_date: string): void {
  if (term && end_date < term)
    throw conflict('subscriptions.minimum_term', `It was agreed to run until ${term} and cannot end on ${end_date}.`)
}
