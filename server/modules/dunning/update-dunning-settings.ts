import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { dunningSettingsUpdated } from './events.ts'
import { getDunningSettings } from './queries.ts'
import { checkSteps } from './rules.ts'
import type { DunningSettings, DunningSettingsChanges } from './schemas.ts'

/** Says which reminders go out, and when; what was sent stays as it was. */
export async function updateDunningSettings(ctx: Context, changes: DunningSettingsChanges): Promise<DunningSettings> {
  refuseMistakes(changes.steps)
  const before = await getDunningSettings(ctx)
  const settings = { ...before, ...changes }
  const { is_enabled, steps } = settings
  const { organization_id } = ctx
  const row = { is_enabled, steps: JSON.stringify(steps), updated_at: ctx.now.toString() }
  ctx.db.send(
    db
      .insertInto('dunning_settings')
      .values({ organization_id, ...row })
      .onConflict((taken) => taken.column('organization_id').doUpdateSet(row)),
  )
  recordEvent(ctx, dunningSettingsUpdated, { id: organization_id, ...settings }, changesBetween(before, settings))
  return settings
}

export function refuseMistakes(steps: DunningSettingsChanges['steps'] = []): void {
  const mistakes = checkSteps(steps)
  if (mistakes.length) throw invalid('dunning.invalid', 'The ladder cannot be used like this.', mistakes)
}
