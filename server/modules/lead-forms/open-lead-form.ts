import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadFormOpened } from './events.ts'
import { formColumns, lockLeadForm } from './queries.ts'
import type { LeadForm } from './schemas.ts'

/** Lets visitors send something again. Twice changes nothing. */
export async function openLeadForm(ctx: Context, id: string): Promise<LeadForm> {
  const before = await lockLeadForm(ctx, id)
  if (before.is_open) return before
  const form = await ctx.db.one(
    db
      .updateTable('lead_forms')
      .set((eb) => ({ is_open: true, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(formColumns),
  )
  recordEvent(ctx, leadFormOpened, form)
  return form
}
