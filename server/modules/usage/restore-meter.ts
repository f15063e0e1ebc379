import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { meterRestored } from './events.ts'
import { getMeter, meterColumns } from './meter-queries.ts'
import type { Meter } from './schemas.ts'

/** Lets an archived meter take events again. Restoring twice changes nothing. */
export async function restoreMeter(ctx: Context, id: string): Promise<Meter> {
  const meter = await ctx.db.find(
    db
      .updateTable('meters')
      .set((eb) => ({
        archived_at: null,
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is not', null)
      .returning(meterColumns),
  )
  if (!meter) return getMeter(ctx, id)
  recordEvent(ctx, meterRestored, meter)
  return meter
}
