import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, type ProblemField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { priceCreated } from './events.ts'
import { getPlan, getToday, priceColumns } from './queries.ts'
import { checkDays, checkTerms, type PriceTerms, termsFrom } from './rules.ts'
import type { NewPrice, Plan, Price } from './schemas.ts'

export async function createPrice(ctx: Context, plan_id: string, input: NewPrice): Promise<Price> {
  const plan = await getPlan(ctx, plan_id)
  refuseArchived(plan)
  const today = await getToday(ctx)
  const price = {
    ...termsFrom(input),
    billing_interval: input.billing_interval,
    available_from_date: input.available_from_date ?? today,
    available_to_date: input.available_to_date ?? null,
  }
  refuseMistakes([...checkTerms(price), ...checkDays(price, today), ...(await checkMeter(ctx, price))])
  return addPrice(ctx, plan, price)
}

type CheckedPrice = PriceTerms & Pick<Price, 'billing_interval' | 'available_from_date' | 'available_to_date'>

/** Writes down terms that were checked, for good. */
export async function addPrice(ctx: Context, plan: Plan, price: CheckedPrice): Promise<Price> {
  const added = await ctx.db.one(
    db
      .insertInto('prices')
      .values({
        ...price,
        plan_id: plan.id,
        currency: 'SGD',
        organization_id: ctx.organization_id,
        id: newId(),
        created_at: ctx.now.toString(),
      })
      .returning(priceColumns)
      .returning(sql<boolean>`false`.as('is_in_use'))
      .returning('created_at'),
  )
  recordEvent(ctx, priceCreated, { ...added, plan_name: plan.name })
  return added
}

export function refuseArchived({ is_active, name }: Plan): void {
  if (!is_active) throw conflict('plans.archived', `${name} is archived. Restore it first.`)
}

export function refuseMistakes(fields: ProblemField[]): void {
  if (fields.length) throw invalid('prices.invalid', 'Some details of the price are not right.', fields)
}

export async function checkMeter(ctx: Context, { meter_id }: PriceTerms): Promise<ProblemField[]> {
  if (!meter_id) return []
  const meter = await ctx.db.find(
    db
      .selectFrom('meters')
      .select('id')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', meter_id)
      .where('archived_at', 'is', null),
  )
  if (meter) return []
  return [{ pointer: '/meter_id', code: 'not_found', detail: 'There is no such meter, or it is archived.' }]
}
