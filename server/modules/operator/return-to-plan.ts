import type { ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { createSubscription } from '#modules/subscriptions/create-subscription.ts'
import { previewSubscription } from '#modules/subscriptions/preview-subscription.ts'
import type { NewSubscription, Subscription } from '#modules/subscriptions/schemas.ts'
import type { SubscriptionPreview } from '#modules/subscriptions/billed-schemas.ts'
import type { Context } from '#platform/context.ts'

type Wanted = { customer_id: string; price_id: string; quantity: number }

/** Whose plan has ended begins another one today: a subscription of its own, paid from the first day. */
export async function returnToPlan(
  operator: Context,
  wanted: Wanted,
): Promise<{ subscription: Subscription; preview: ChangePreview }> {
  const preview = await previewReturn(operator, wanted)
  return { subscription: await createSubscription(operator, withoutTrial(wanted)), preview }
}

export async function previewReturn(operator: Context, wanted: Wanted): Promise<ChangePreview> {
  return asChange(await previewSubscription(operator, withoutTrial(wanted)))
}

/** The trial was had before. */
const withoutTrial = (wanted: Wanted): NewSubscription => ({ ...wanted, trial_end_date: null })

/** In the shape of a change: from nothing to the whole price. */
function asChange({ subscription, invoice }: SubscriptionPreview): ChangePreview {
  const { plan, quantity, current_period_start_date: from_date, current_period_end_date: to_date } = subscription
  const length = Temporal.PlainDate.from(from_date).until(to_date).days
  return {
    kind: 'upgrade',
    when: 'now_new_anchor',
    effective_date: from_date,
    period: { from_date, to_date, unit: 'day', used: 0, length },
    lines: invoice
      ? [
          {
            kind: 'charge',
            description: quantity === 1 ? plan.name : `${plan.name}, ${quantity} seats`,
            service_from_date: from_date,
            service_to_date: to_date,
            amount_cents: invoice.subtotal_cents,
          },
        ]
      : [],
    net_cents: invoice?.subtotal_cents ?? 0,
    credit_used_cents: 0,
    credit_after_cents: 0,
    charge: invoice ? 'now' : 'none',
    invoice: invoice && {
      subtotal_cents: invoice.subtotal_cents,
      gst_amount_cents: invoice.gst_amount_cents,
      total_amount_cents: invoice.total_amount_cents,
      gst_breakdown: invoice.gst_breakdown,
    },
    next_invoice: { date: to_date, amount_cents: subscription.amount_cents },
  }
}
