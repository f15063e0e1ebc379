import { sql } from 'kysely'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, type ProblemField } from '#platform/errors.ts'
import { addPrice, checkMeter, refuseArchived, refuseMistakes } from './create-price.ts'
import { priceReplaced } from './events.ts'
import { getPrice, getToday, isInUse, priceColumns } from './queries.ts'
import { checkDays, checkTerms, dayBefore, termsFrom } from './rules.ts'
import type { Price, PriceReplacement } from './schemas.ts'

/** Sells at other terms from a day on: a new price, and the end of the old one's sale. Who has the old one keeps it. */
export async function replacePrice(ctx: Context, id: string, input: PriceReplacement): Promise<Price> {
  const { plan, ...before } = await getPrice(ctx, id)
  refuseArchived(plan)
  if (before.replaced_by_id) throw alreadyReplaced()
  const today = await getToday(ctx)
  const { available_from_date = today, ...changes } = input
  const { model = before.model } = input
  const price = {
    ...termsFrom({ ...(model === before.model ? before : {}), ...changes, model }),
    billing_interval: before.billing_interval,
    available_from_date,
    available_to_date: null,
  }
  refuseMistakes([
    ...checkTerms(price),
    ...checkDays(price, today),
    ...checkFirstDay(available_from_date, today, before.available_from_date),
    ...(await checkMeter(ctx, price)),
  ])
  const successor = await addPrice(ctx, plan, price)
  const replaced = await ctx.db.find(
    db
      .updateTable('prices')
      .set({
        replaced_by_id: successor.id,
        available_to_date: sql<string>`least(available_to_date, ${dayBefore(available_from_date)}::date)`,
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('replaced_by_id', 'is', null)
      .returning(priceColumns)
      .returning(isInUse)
      .returning('created_at'),
  )
  if (!replaced) throw alreadyReplaced()
  recordEvent(ctx, priceReplaced, { ...replaced, plan_name: plan.name }, changesBetween<Price>(before, replaced))
  return successor
}

function checkFirstDay(day: string, today: string, first_day: string): ProblemField[] {
  const earliest = today > first_day ? today : first_day
  if (day >= earliest) return []
  const detail = `The new price can be sold from ${earliest} on: today, or when the old one begins.`
  return [{ pointer: '/available_from_date', code: 'too_early', detail }]
}

const alreadyReplaced = () =>
  conflict('prices.already_replaced', 'Another price took the place of this one already. Replace that one.')
