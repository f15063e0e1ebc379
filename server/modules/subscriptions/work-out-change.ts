import { computeLines } from '#modules/invoices/compute-lines.ts'
import type { IssuedLine } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { mistakeOfAmount, mistakeOfOffer } from './create-subscription.ts'
import { type LockedSubscription, refuseWhileDue } from './lock-subscription.ts'
import { type Offer, offersOf } from './offers.ts'
import { afterCoupon, kindOfChange, periodStart, positionIn, prorate, ruleOfChange } from './rules.ts'
import type { Change, ChangePreview } from './change-schemas.ts'

export type WorkedOut = {
  preview: ChangePreview
  to: Offer
  /** Where the periods are counted from after the change. */
  anchor_date: string
  /** What the change charges, as the line of an invoice; undefined when it charges nothing. */
  line: IssuedLine | undefined
}

/** What a change does, to the cent, from the terms as they are now: preview and change both come through here. */
export async function workOutChange(ctx: Context, from: LockedSubscription, change: Change): Promise<WorkedOut> {
  const to = await offerAfter(ctx, from, change)
  const isCosting = from.period_index >= 0
  const when = isCosting ? ruleOfChange(from, to, from.rules, change.when) : 'now'
  const isNow = when !== 'period_end'
  if (isNow) refuseWhileDue(from)
  const isNewAnchor = when === 'now_new_anchor'
  const period = { from_date: from.current_period_start_date, to_date: from.current_period_end_date }
  const position = positionIn(period, ctx.now, from.timezone, from.rules.proration_unit)
  const anchor_date = isNewAnchor ? from.today : from.anchor_date
  const end_date = isNewAnchor ? periodStart(from.today, to.interval_months, 1) : period.to_date

  const none = { ...position, credit_cents: 0, charge_cents: 0 }
  const { credit_cents, charge_cents } =
    isCosting && isNow ? prorate(costOf(from, from), costOf(to, from), position, isNewAnchor) : none
  const net_cents = charge_cents - credit_cents
  const charge = net_cents <= 0 ? 'none' : from.rules.proration_charge
  const credit_used_cents = charge === 'now' ? Math.min(net_cents, from.credit_cents) : 0
  const service = { service_from_date: from.today, service_to_date: end_date }
  const line = net_cents > 0 ? lineOf(from, to, service, charge_cents, credit_cents + credit_used_cents) : undefined
  const lines: ChangePreview['lines'] = []
  if (credit_cents)
    lines.push({
      kind: 'credit',
      description: `Unused: ${nameOf(from)}`,
      service_from_date: from.today,
      service_to_date: period.to_date,
      amount_cents: credit_cents,
    })
  if (charge_cents) lines.push({ kind: 'charge', description: nameOf(to), ...service, amount_cents: charge_cents })

  const preview: ChangePreview = {
    kind: kindOfChange(from, to),
    when,
    effective_date: isNow ? from.today : period.to_date,
    period: { ...period, unit: from.rules.proration_unit, ...position },
    lines,
    net_cents,
    credit_used_cents,
    credit_after_cents: from.credit_cents - credit_used_cents + Math.max(0, -net_cents),
    charge,
    invoice: charge === 'now' ? await previewInvoice(ctx, from.customer_id, line!) : null,
    next_invoice: {
      date: isNow ? end_date : period.to_date,
      amount_cents: to.amount_cents === null ? null : to.amount_cents + from.add_ons_cents,
    },
  }
  return { preview, to, anchor_date, line }
}

/** A period's price without its coupon; add-ons run on through a change and cost what they cost. */
const costOf = ({ amount_cents }: { amount_cents: number | null }, { coupon }: LockedSubscription): number =>
  afterCoupon(amount_cents ?? 0, coupon)

async function offerAfter(ctx: Context, from: LockedSubscription, change: Change): Promise<Offer> {
  if (!['trialing', 'active', 'past_due'].includes(from.status))
    throw conflict(
      'subscriptions.not_running',
      `This subscription is ${from.status}: only one that is running can be changed.`,
    )
  if (from.cancel_at_period_end)
    throw conflict('subscriptions.ending', 'This subscription ends with its period. Resume it first.')
  const price_id = change.price_id ?? from.price_id
  const quantity = change.quantity ?? from.quantity
  if (price_id === from.price_id && quantity === from.quantity && !from.pending_price_id)
    throw conflict('subscriptions.nothing_changes', 'It has these terms already.')
  const [, [offer]] = await offersOf(ctx, null, [{ price_id, quantity }])
  // Who has a price keeps it, also when it is sold no more.
  const mistake = price_id === from.price_id ? undefined : mistakeOfOffer(offer, 'plan')
  if (mistake)
    throw invalid('subscriptions.invalid', 'This change cannot be made.', [{ pointer: '/price_id', ...mistake }])
  const tooLarge = mistakeOfAmount(offer)
  if (tooLarge)
    throw invalid('subscriptions.invalid', 'This change cannot be made.', [{ pointer: '/quantity', ...tooLarge }])
  if (from.has_add_ons && offer!.interval_months !== from.interval_months)
    throw conflict('subscriptions.add_ons_differ', 'Its add-ons are billed as often as it is now. Remove them first.')
  return offer!
}

const nameOf = ({ plan_name, quantity }: { plan_name: string; quantity: number }): string =>
  quantity === 1 ? plan_name : `${plan_name}, ${quantity} seats`

function lineOf(
  from: LockedSubscription,
  to: Offer,
  service: { service_from_date: string; service_to_date: string },
  charge_cents: number,
  discount_cents: number,
): IssuedLine {
  const last = Temporal.PlainDate.from(service.service_to_date).subtract({ days: 1 })
  const days = `${dayWords(Temporal.PlainDate.from(service.service_from_date))} to ${dayWords(last)}`
  return {
    description: `Change from ${nameOf(from)} to ${nameOf(to)}, ${days}`,
    quantity: '1',
    unit_price_cents: charge_cents,
    discount_cents,
    ...(to.gst_code && { gst_code: to.gst_code }),
    ...service,
  }
}

const dayWords = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-SG', { day: 'numeric', month: 'short', year: 'numeric' })

async function previewInvoice(
  ctx: Context,
  customer_id: string,
  line: IssuedLine,
): Promise<NonNullable<ChangePreview['invoice']>> {
  const { subtotal_cents, gst_amount_cents, total_amount_cents, gst_breakdown } = await computeLines(ctx, customer_id, [
    line,
  ])
  return { subtotal_cents, gst_amount_cents, total_amount_cents, gst_breakdown }
}
