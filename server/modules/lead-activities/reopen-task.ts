import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { leadTaskReopened } from './events.ts'
import { activityColumns, lockActivity } from './queries.ts'
import type { LeadActivity } from './schemas.ts'

/** Puts a task that was done back on the list. */
export async function reopenTask(ctx: Context, id: string): Promise<LeadActivity> {
  const before = await lockActivity(ctx, id)
  if (before.kind !== 'task') throw notFound('task')
  if (!before.done_at) return before
  const task = await ctx.db.one(
    db
      .updateTable('lead_activities')
      .set((eb) => ({ done_at: null, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(activityColumns),
  )
  recordEvent(ctx, leadTaskReopened, task)
  return task
}
