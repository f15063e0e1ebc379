import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadSettingsUpdated } from './events.ts'
import { getLeadSettings } from './stage-queries.ts'
import type { LeadSettings, LeadSettingsChanges } from './stage-schemas.ts'

export async function updateLeadSettings(ctx: Context, changes: LeadSettingsChanges): Promise<LeadSettings> {
  const before = await getLeadSettings(ctx)
  const row = { ...changes, updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('lead_settings')
      .values({ organization_id: ctx.organization_id, ...row })
      .onConflict((known) => known.column('organization_id').doUpdateSet(row)),
  )
  const settings = { ...before, ...changes }
  recordEvent(ctx, leadSettingsUpdated, settings, changesBetween(before, settings))
  return settings
}
