import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadFieldArchived } from './events.ts'
import { fieldColumns, getLeadField } from './stage-queries.ts'
import type { LeadField } from './stage-schemas.ts'

/** Offers a field no more; what leads hold in it stays with them. */
export async function archiveLeadField(ctx: Context, id: string): Promise<LeadField> {
  const before = await getLeadField(ctx, id)
  if (before.archived_at) return before
  const field = await ctx.db.one(
    db
      .updateTable('lead_fields')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(fieldColumns),
  )
  recordEvent(ctx, leadFieldArchived, field)
  return field
}
