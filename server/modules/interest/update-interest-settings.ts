import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { interestSettingsUpdated } from './events.ts'
import { getInterestSettings } from './queries.ts'
import type { InterestSettings, InterestSettingsChanges } from './schemas.ts'

/** Says what paying late costs. Days before the one on which it is first chosen cost nothing, unless that is said too. */
export async function updateInterestSettings(
  ctx: Context,
  changes: InterestSettingsChanges,
): Promise<InterestSettings> {
  const before = await getInterestSettings(ctx)
  const settings = { ...before, ...changes }
  const { organization_id } = ctx
  const row = { ...settings, updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('interest_settings')
      .values({ organization_id, ...row })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet(row)),
  )
  recordEvent(ctx, interestSettingsUpdated, { id: organization_id, ...settings }, changesBetween(before, settings))
  return settings
}
