import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { absenceDeleted } from './events.ts'
import { absenceColumns } from './queries.ts'

export async function deleteAbsence(ctx: Context, id: string): Promise<void> {
  const absence = await ctx.db.one(
    db
      .deleteFrom('lead_absences')
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(absenceColumns),
    () => notFound('absence'),
  )
  recordEvent(ctx, absenceDeleted, absence)
}
