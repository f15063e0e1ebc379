import { recordEvent } from '#modules/events/record-event.ts'
import { getPrice } from '#modules/plans/queries.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { subscribersMoved } from './events.ts'
import { mistakeOfOffer } from './create-subscription.ts'
import { offersOf } from './offers.ts'
import { refuseSharedMeter } from './refuse-shared-meter.ts'

/** Moves whoever is on a price to another of the same interval, each with their next renewal; returns how many. */
export async function moveSubscribers(
  ctx: Context,
  price_id: string,
  to_price_id: string,
): Promise<{ moved_count: number }> {
  await getPrice(ctx, price_id)
  if (to_price_id === price_id) throw conflict('subscriptions.nothing_changes', 'They are on this price already.')
  const [, [from, to]] = await offersOf(ctx, null, [
    { price_id, quantity: 1 },
    { price_id: to_price_id, quantity: 1 },
  ])
  const mistake =
    mistakeOfOffer(to, 'plan') ??
    (to!.interval_months === from!.interval_months
      ? undefined
      : { code: 'other_interval', detail: 'Choose one of the same interval.' })
  if (mistake)
    throw invalid('subscriptions.invalid', 'They cannot be moved to this price.', [
      { pointer: '/to_price_id', ...mistake },
    ])
  const move: TextQuery<{ id: string }> = {
    text: `update subscriptions set pending_price_id = $3, pending_quantity = quantity, version = version + 1, updated_at = $4
             where organization_id = $1 and price_id = $2 and pending_price_id is null
               and status in ('trialing', 'active', 'past_due', 'paused', 'unpaid')
             returning id`,
    parameters: [ctx.organization_id, price_id, to_price_id, ctx.now.toString()],
  }
  const moved = (await ctx.db.all(move)).map(({ id }) => id)
  if (to!.meter_id && moved.length) await refuseSharedMeter(ctx, moved)
  const moved_count = moved.length
  recordEvent(ctx, subscribersMoved, { id: price_id, to_price_id, moved_count })
  return { moved_count }
}
