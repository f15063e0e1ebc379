import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate } from '#web/api/format.ts'
import { amountWords, lastDay, seatWords } from '#web/subscriptions/words.ts'

/** What its status means for it, in a sentence or two. */
export function standingOf(subscription: Subscription): string {
  const { status, cancel_at_period_end, current_period_end_date, trial_end_date, paused_at, ended_date } = subscription
  if (status === 'canceled') return `Its last day was ${lastDay(ended_date ?? current_period_end_date)}.`
  if (status === 'paused' && subscription.pause_reason === 'unpaid')
    return `Paused since ${formatDate(paused_at ?? '')}, as its invoices were unpaid for too long. Payment brings it back.${
      cancel_at_period_end ? ' Then it ends with its period.' : ''
    }`
  if (status === 'paused')
    return `Paused since ${formatDate(paused_at ?? '')}. No renewals until it is resumed.${
      cancel_at_period_end ? ' Then it ends with its period.' : ''
    }`
  if (status === 'unpaid')
    return 'Its invoices were overdue for too long, so renewals have stopped. Payment starts them.'
  if (cancel_at_period_end) return `Ends after ${lastDay(current_period_end_date)} and is not renewed.`
  if (status === 'trialing')
    return `Free until ${lastDay(trial_end_date ?? current_period_end_date)}, then ${amountWords(subscription)}.`
  if (status === 'past_due') return 'One of its invoices is overdue. It is still renewed.'
  return ''
}

/** What it becomes with its renewal. */
export function pendingWords({ pending_change, price, current_period_end_date }: Subscription): string | undefined {
  if (!pending_change) return undefined
  const { plan_name, quantity } = pending_change
  const seats = quantity > 1 ? `, ${seatWords(price, quantity)}` : ''
  return `${plan_name}${seats} from ${formatDate(current_period_end_date)}`
}
