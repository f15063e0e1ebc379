import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { refuseArchived } from './create-price.ts'
import { priceRestored } from './events.ts'
import { getPrice, getToday, isInUse, priceColumns } from './queries.ts'
import type { Price } from './schemas.ts'

/**
 * Takes the end of a price's sale back. One that was replaced comes back when the price in its place is off sale, which
 * withdraws a replacement that was announced too soon. Restoring twice changes nothing.
 */
export async function restorePrice(ctx: Context, id: string): Promise<Price> {
  const { plan, ...before } = await getPrice(ctx, id)
  if (before.available_to_date === null) return before
  refuseArchived(plan)
  if (before.replaced_by_id) await refuseWhileSold(ctx, before.replaced_by_id)
  const restored = await ctx.db.one(
    db
      .updateTable('prices')
      .set({ available_to_date: null, replaced_by_id: null })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('replaced_by_id', 'is not distinct from', before.replaced_by_id)
      .returning(priceColumns)
      .returning(isInUse)
      .returning('created_at'),
    replaced,
  )
  recordEvent(ctx, priceRestored, { ...restored, plan_name: plan.name }, changesBetween<Price>(before, restored))
  return restored
}

async function refuseWhileSold(ctx: Context, successor_id: string): Promise<void> {
  const { available_from_date, available_to_date } = await getPrice(ctx, successor_id)
  const today = await getToday(ctx)
  const first_open_day = today > available_from_date ? today : available_from_date
  if (available_to_date !== null && available_to_date < first_open_day) return
  throw replaced()
}

const replaced = () =>
  conflict('prices.replaced', 'Another price is sold in the place of this one. Retire that one first.')
