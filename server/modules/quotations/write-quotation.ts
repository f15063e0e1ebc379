import type { Updateable } from 'kysely'
import type { Tables } from '#db/tables.ts'
import type { EventDefinition } from '#modules/events/define-event.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import type { QuotationData } from './events.ts'
import { type Found, getQuotation } from './queries.ts'

/** Writes columns of one that is locked, and what happened to it. */
export async function writeQuotation(
  ctx: Context,
  id: string,
  event: EventDefinition<QuotationData>,
  columns: Updateable<Tables['quotations']>,
): Promise<Found> {
  ctx.db.send(
    db
      .updateTable('quotations')
      .set((set) => ({ ...columns, version: set('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id),
  )
  const after = await getQuotation(ctx, id)
  recordEvent(ctx, event, after)
  return after
}
