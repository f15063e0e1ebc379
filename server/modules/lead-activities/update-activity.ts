import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid, type ProblemField, staleVersion } from '#platform/errors.ts'
import { leadActivityUpdated } from './events.ts'
import { activityColumns, getActivity } from './queries.ts'
import type { ActivityChanges, LeadActivity } from './schemas.ts'

/** Mends what was written down. Why a number could be called is evidence and cannot be changed. */
export async function updateActivity(
  ctx: Context,
  id: string,
  version: number,
  changes: ActivityChanges,
): Promise<LeadActivity> {
  const before = await getActivity(ctx, id)
  const fields = misplaced(before, changes)
  if (fields.length) throw invalid('lead_activities.invalid', 'Some of this does not belong to this activity.', fields)
  if (changes.assignee_user_id) await refuseStrangers(ctx, [changes.assignee_user_id], '/assignee_user_id')
  const activity = await ctx.db.find(
    db
      .updateTable('lead_activities')
      .set({
        ...changes,
        ...(changes.body && { body: maskNrics(changes.body).text }),
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(activityColumns),
  )
  if (!activity) throw staleVersion('activity')
  recordEvent(ctx, leadActivityUpdated, activity, changesBetween(before, activity))
  return activity
}

function misplaced({ kind }: LeadActivity, changes: ActivityChanges): ProblemField[] {
  const wrong = kind === 'task' ? (['happened_at'] as const) : (['due_at', 'assignee_user_id'] as const)
  const detail = kind === 'task' ? 'A task has not happened: change until when it is due.' : 'Only a task has this.'
  return wrong
    .filter((field) => field in changes)
    .map((field) => ({ pointer: `/${field}`, code: 'unexpected', detail }))
}
