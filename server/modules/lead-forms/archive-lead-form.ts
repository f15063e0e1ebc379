import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadFormArchived } from './events.ts'
import { formColumns, lockLeadForm } from './queries.ts'
import type { LeadForm } from './schemas.ts'

/** Takes a form out of the lists; its address says that it is closed. Twice changes nothing. */
export async function archiveLeadForm(ctx: Context, id: string): Promise<LeadForm> {
  const before = await lockLeadForm(ctx, id)
  if (before.archived_at) return before
  const form = await ctx.db.one(
    db
      .updateTable('lead_forms')
      .set((eb) => ({
        archived_at: ctx.now.toString(),
        version: eb('version', '+', 1),
        updated_at: ctx.now.toString(),
      }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(formColumns),
  )
  recordEvent(ctx, leadFormArchived, form)
  return form
}
