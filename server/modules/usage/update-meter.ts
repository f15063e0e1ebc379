import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, staleVersion } from '#platform/errors.ts'
import { meterUpdated } from './events.ts'
import { getMeter, meterColumns } from './meter-queries.ts'
import type { Meter, MeterChanges } from './schemas.ts'

/** Changes a meter. How it counts is fixed by the first event, for what was billed by it would no longer be explained. */
export async function updateMeter(ctx: Context, id: string, version: number, changes: MeterChanges): Promise<Meter> {
  const before = await getMeter(ctx, id)
  if (changes.aggregation && changes.aggregation !== before.aggregation) await refuseCounted(ctx, id)

  const meter = await ctx.db.find(
    db
      .updateTable('meters')
      .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(meterColumns),
  )
  if (!meter) throw staleVersion('meter')

  recordEvent(ctx, meterUpdated, meter, changesBetween(before, meter))
  return meter
}

/** Locked first: what senders have on the way is then counted, or waits for the new way of counting. */
async function refuseCounted(ctx: Context, id: string): Promise<void> {
  const parameters = [ctx.organization_id, id]
  const [, counted] = await ctx.db.batch(
    { text: 'select id from meters where organization_id = $1 and id = $2 for no key update', parameters },
    { text: 'select 1 as one from usage_events where organization_id = $1 and meter_id = $2 limit 1', parameters },
  )
  if (counted.length)
    throw conflict(
      'usage.aggregation_fixed',
      'This meter has counted events, so its aggregation stays. Make another meter, and archive this one.',
    )
}
