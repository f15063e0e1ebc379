import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { refuseWrongChoices } from './create-lead-field.ts'
import { leadFieldUpdated } from './events.ts'
import { fieldColumns, getLeadField } from './stage-queries.ts'
import type { LeadField, LeadFieldChanges } from './stage-schemas.ts'

/** A choice that is taken away stays where it was chosen. */
export async function updateLeadField(
  ctx: Context,
  id: string,
  version: number,
  changes: LeadFieldChanges,
): Promise<LeadField> {
  const before = await getLeadField(ctx, id)
  if (changes.choices) refuseWrongChoices(before.kind, changes.choices)
  const field = await ctx.db.find(
    db
      .updateTable('lead_fields')
      .set({ ...changes, version: version + 1, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(fieldColumns),
  )
  if (!field) throw staleVersion('field')
  recordEvent(ctx, leadFieldUpdated, field, changesBetween(before, field))
  return field
}
