import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { absenceCreated } from './events.ts'
import { absenceColumns } from './queries.ts'
import { refuseStrangers } from './refuse-strangers.ts'
import type { Absence, NewAbsence } from './schemas.ts'

/** From the first to the last day, both whole, the rules give this person no leads. */
export async function createAbsence(ctx: Context, input: NewAbsence): Promise<Absence> {
  if (input.until_date < input.from_date)
    throw invalid('lead_rules.invalid', 'The last day away is before the first.', [
      { pointer: '/until_date', code: 'too_early', detail: 'Choose the first day away or a later one.' },
    ])
  await refuseStrangers(ctx, [input.user_id])
  const absence = await ctx.db.one(
    db
      .insertInto('lead_absences')
      .values({ ...input, organization_id: ctx.organization_id, id: newId(), created_at: ctx.now.toString() })
      .returning(absenceColumns),
  )
  recordEvent(ctx, absenceCreated, absence)
  return absence
}
