import { createPrice } from '#modules/plans/create-price.ts'
import { createMeter } from '#modules/usage/create-meter.ts'
import { ingestUsage } from '#modules/usage/ingest-usage.ts'
import type { NewUsage } from '#modules/usage/schemas.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { type As, type Scene, seededRandom } from './demo-story.ts'

const meter = { code: 'api-calls', name: 'API calls', unit: 'call', aggregation: 'sum' } as const
const days = 60
/** Calls on a working day in the beginning, and what they grow by each day. */
const habits = [
  { index: 0, calls: 1_200, growth: 14 },
  { index: 1, calls: 5_400, growth: 35 },
  { index: 3, calls: 800, growth: -6 },
  { index: 6, calls: 260, growth: 22 },
]

/** Sixty days of API calls by a few customers, sent each night: more on working days, and growing or not. */
export function demoUsage(as: As, customer_ids: string[], today: Temporal.ZonedDateTime): Scene[] {
  const random = seededRandom(60)
  const setUp = today.subtract({ days: days + 1 }).add({ hours: 10 })
  const nights = Array.from({ length: days }, (_, day) => {
    const begin = today.subtract({ days: days - day })
    const isRest = begin.dayOfWeek > 5
    const events: NewUsage['events'] = habits.flatMap(({ index, calls, growth }) =>
      [9, 12, 15, 18].map((hour) => ({
        meter: meter.code,
        customer_id: customer_ids[index]!,
        event_key: `${begin.toPlainDate().toString()}-${index}-${hour}`,
        quantity: String(Math.round(((calls + growth * day) / (isRest ? 20 : 4)) * (0.8 + random() * 0.4))),
        occurred_at: begin.add({ hours: hour }).toInstant().toString(),
      })),
    )
    const at = begin.add({ hours: 23 })
    return { at, happen: async () => void (await ingestUsage(as(at), { events })) }
  })
  return [{ at: setUp, happen: () => beginToCount(as(setUp)) }, ...nights]
}

/** The meter, and on the largest plan a price by it: each thousand calls that were begun. */
async function beginToCount(ctx: Context): Promise<void> {
  const { id: meter_id } = await createMeter(ctx, meter)
  const { organization_id } = ctx
  const plans = db.selectFrom('plans').select('id').where('organization_id', '=', organization_id)
  const { id } = await ctx.db.one(plans.where('code', '=', 'scale'))
  const package_price = { model: 'package', unit_amount_cents: 250, package_size: 1_000 } as const
  await createPrice(ctx, id, { ...package_price, billing_interval: 'month', meter_id })
}
