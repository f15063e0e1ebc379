import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { meterCreated } from './events.ts'
import { meterColumns } from './meter-queries.ts'
import type { Meter, NewMeter } from './schemas.ts'

/** Makes a meter, which takes events from now on. */
export async function createMeter(ctx: Context, { code, name, unit, aggregation }: NewMeter): Promise<Meter> {
  const created_at = ctx.now.toString()
  const meter = await ctx.db
    .one(
      db
        .insertInto('meters')
        .values({
          ...{ organization_id: ctx.organization_id, id: newId() },
          ...{ code, name, unit, aggregation, created_at, updated_at: created_at },
        })
        .returning(meterColumns),
    )
    .catch(onConstraint('meters_code_taken', codeTaken))
  recordEvent(ctx, meterCreated, meter)
  return meter
}

const codeTaken = () =>
  conflict('usage.meter_code_taken', 'Another meter already has this code. Choose another, or restore that one.')
