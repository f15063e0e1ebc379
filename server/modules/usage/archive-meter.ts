import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { meterArchived } from './events.ts'
import { getMeter, meterColumns } from './meter-queries.ts'
import type { Meter } from './schemas.ts'

/** Takes no more events; what was counted is still billed. Archiving twice changes nothing. */
export async function archiveMeter(ctx: Context, id: string): Promise<Meter> {
  const meter = await ctx.db.find(
    db
      .updateTable('meters')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .returning(meterColumns),
  )
  if (!meter) return getMeter(ctx, id)
  recordEvent(ctx, meterArchived, meter)
  return meter
}
