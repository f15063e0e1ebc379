import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { mistakeOfAmount, mistakeOfInterval, mistakeOfOffer } from './create-subscription.ts'
import { subscriptionAddOnAdded } from './events.ts'
import { type LockedSubscription, lockSubscription } from './lock-subscription.ts'
import { offersOf } from './offers.ts'
import { getSubscription } from './queries.ts'
import { afterCoupon, positionIn, shareOf } from './rules.ts'
import type { NewAddOn, Subscription } from './schemas.ts'

/** Adds an add-on: for the rest of the period with a proration on the next invoice, then in full with each renewal. */
export async function addAddOn(ctx: Context, id: string, input: NewAddOn): Promise<Subscription> {
  const locked = await lockSubscription(ctx, id)
  if (!['trialing', 'active', 'past_due'].includes(locked.status))
    throw conflict('subscriptions.not_running', `This subscription is ${locked.status}: nothing can be added to it.`)
  const { price_id, quantity = 1 } = input
  const paid_quantity = await findPaidQuantity(ctx, locked, price_id)
  const [, [offer, paid_offer]] = await offersOf(ctx, null, [
    { price_id, quantity },
    { price_id, quantity: paid_quantity },
  ])
  const mistake = mistakeOfOffer(offer, 'add_on') ?? mistakeOfInterval(offer!, locked) ?? mistakeOfAmount(offer)
  if (mistake)
    throw invalid('subscriptions.invalid', 'This add-on cannot be added.', [{ pointer: '/price_id', ...mistake }])
  const { organization_id } = ctx
  const created_at = ctx.now.toString()
  const added = await ctx.db.find(
    db
      .insertInto('subscription_add_ons')
      .values({ organization_id, id: newId(), subscription_id: id, price_id, quantity, created_at })
      .onConflict((taken) => taken.doNothing())
      .returning('id'),
  )
  if (!added) throw conflict('subscriptions.add_on_taken', 'It has this add-on already. Remove it first to change it.')

  const period = { from_date: locked.current_period_start_date, to_date: locked.current_period_end_date }
  const { used, length } = positionIn(period, ctx.now, locked.timezone, locked.rules.proration_unit)
  const coupon = locked.coupon?.percent_off_bp ? locked.coupon : null
  const restOf = (cents: number | null) => shareOf(afterCoupon(cents ?? 0, coupon), used, length, length)
  const paid_cents = paid_quantity ? restOf(paid_offer!.amount_cents) : 0
  const rest_cents = locked.period_index < 0 ? 0 : restOf(offer!.amount_cents) - paid_cents
  if (rest_cents > 0)
    ctx.db.send(
      db.insertInto('subscription_charges').values({
        organization_id,
        id: newId(),
        subscription_id: id,
        kind: 'proration',
        description: `${offer!.plan_name}, for the rest of the period`,
        quantity: '1',
        unit_price_cents: rest_cents,
        gst_code: offer!.gst_code,
        service_from_date: locked.today,
        service_to_date: locked.current_period_end_date,
        created_at,
      }),
    )
  const subscription = await getSubscription(ctx, id)
  recordEvent(ctx, subscriptionAddOnAdded, subscription)
  return subscription
}

/** How much of it was removed in this period: that is charged to its end already. */
async function findPaidQuantity(ctx: Context, locked: LockedSubscription, price_id: string): Promise<number> {
  const { id, current_period_start_date, timezone } = locked
  const from = Temporal.PlainDate.from(current_period_start_date).toZonedDateTime(timezone).toInstant().toString()
  const query: TextQuery<{ quantity: number }> = {
    text: `select coalesce(max(quantity), 0) as quantity from subscription_add_ons
           where organization_id = $1 and subscription_id = $2 and price_id = $3 and removed_at >= $4`,
    parameters: [ctx.organization_id, id, price_id, from],
  }
  return (await ctx.db.one(query)).quantity
}
