import { sql } from 'kysely'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { refuseMistakes } from './create-price.ts'
import { priceRetired } from './events.ts'
import { getPrice, getToday, isInUse, priceColumns } from './queries.ts'
import { dayBefore } from './rules.ts'
import type { Price, PriceRetirement } from './schemas.ts'

/** Ends the sale of a price, at once or after a last day. Who has it keeps it. Retiring twice changes nothing. */
export async function retirePrice(ctx: Context, id: string, { last_date }: PriceRetirement): Promise<Price> {
  const { plan, ...before } = await getPrice(ctx, id)
  const today = await getToday(ctx)
  const earliest = today > before.available_from_date ? today : before.available_from_date
  if (last_date !== undefined && last_date < earliest)
    refuseMistakes([
      {
        pointer: '/last_date',
        code: 'too_early',
        detail: `Its last day can be ${earliest} or later. Leave it out to end the sale at once.`,
      },
    ])
  const available_to_date = last_date ?? dayBefore(earliest)
  const { available_to_date: known } = before
  if (known !== null && known < available_to_date && last_date !== undefined)
    throw conflict('prices.already_retired', `This price is sold until ${known} already. Restore it to sell it longer.`)
  if (known !== null && known <= available_to_date) return before
  const retired = await ctx.db.one(
    db
      .updateTable('prices')
      .set({ available_to_date: sql<string>`least(available_to_date, ${available_to_date}::date)` })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(priceColumns)
      .returning(isInUse)
      .returning('created_at'),
    () => notFound('price'),
  )
  recordEvent(ctx, priceRetired, { ...retired, plan_name: plan.name }, changesBetween<Price>(before, retired))
  return retired
}
