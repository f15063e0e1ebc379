import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadArchived } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { lockLead } from './queries.ts'
import type { Lead } from './schemas.ts'

/** Takes a lead out of the lists; nothing of it is lost. Archiving twice changes nothing. */
export async function archiveLead(ctx: Context, id: string): Promise<Lead> {
  const before = await lockLead(ctx, id)
  if (before.archived_at) return before
  const lead = await ctx.db.one(
    db
      .updateTable('leads')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(leadColumns),
  )
  recordEvent(ctx, leadArchived, lead)
  return lead
}
