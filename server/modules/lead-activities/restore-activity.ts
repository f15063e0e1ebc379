import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { leadActivityRestored } from './events.ts'
import { activityColumns, lockActivity } from './queries.ts'
import type { LeadActivity } from './schemas.ts'

/** Puts an activity back into the timeline. */
export async function restoreActivity(ctx: Context, id: string): Promise<LeadActivity> {
  const before = await lockActivity(ctx, id)
  if (!before.archived_at) return before
  const activity = await ctx.db.one(
    db
      .updateTable('lead_activities')
      .set((eb) => ({ archived_at: null, version: eb('version', '+', 1), updated_at: ctx.now.toString() }))
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .returning(activityColumns),
  )
  recordEvent(ctx, leadActivityRestored, activity)
  return activity
}
