import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { leadFormUpdated } from './events.ts'
import { formColumns, getLeadForm } from './queries.ts'
import { refuseWrongForm } from './refuse-wrong-form.ts'
import type { LeadForm, LeadFormChanges } from './schemas.ts'

export async function updateLeadForm(
  ctx: Context,
  id: string,
  version: number,
  changes: LeadFormChanges,
): Promise<LeadForm> {
  const before = await getLeadForm(ctx, id)
  await refuseWrongForm(ctx, changes)
  const form = await ctx.db.find(
    db
      .updateTable('lead_forms')
      .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(formColumns),
  )
  if (!form) throw staleVersion('form')
  recordEvent(ctx, leadFormUpdated, form, changesBetween(before, form))
  return form
}
