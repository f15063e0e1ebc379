import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { leadTaskCompleted } from './events.ts'
import { activityColumns, lockActivity } from './queries.ts'
import type { LeadActivity } from './schemas.ts'

/** Marks a task as done. What is done already stays as it is. */
export async function completeTask(ctx: Context, id: string): Promise<LeadActivity> {
  const before = await lockActivity(ctx, id)
  if (before.kind !== 'task') throw notFound('task')
  if (before.done_at) return before
  const task = await ctx.db.one(
    db
      .updateTable('lead_activities')
      .set((eb) => ({ done_at: ctx.now.toString(), version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(activityColumns),
  )
  recordEvent(ctx, leadTaskCompleted, task)
  return task
}
