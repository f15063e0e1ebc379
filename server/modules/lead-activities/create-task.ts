import { recordEvent } from '#modules/events/record-event.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import { getLead } from '#modules/leads/queries.ts'
import { maskNrics } from '#modules/organizations/mask-nrics.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { leadTaskCreated } from './events.ts'
import { activityColumns } from './queries.ts'
import type { LeadActivity, NewTask } from './schemas.ts'

/** Something to be done for a lead. Of nobody in particular, it is of whoever has the lead on that day. */
export async function createTask(ctx: Context, lead_id: string, input: NewTask): Promise<LeadActivity> {
  await getLead(ctx, lead_id)
  if (input.assignee_user_id) await refuseStrangers(ctx, [input.assignee_user_id], '/assignee_user_id')
  const now = ctx.now.toString()
  const task = await ctx.db.one(
    db
      .insertInto('lead_activities')
      .values({
        organization_id: ctx.organization_id,
        id: newId(),
        lead_id,
        kind: 'task',
        body: maskNrics(input.body).text,
        happened_at: now,
        due_at: input.due_at,
        assignee_user_id: input.assignee_user_id ?? null,
        actor_id: ctx.actor.id,
        actor_name: ctx.actor.name,
        created_at: now,
        updated_at: now,
      })
      .returning(activityColumns),
  )
  recordEvent(ctx, leadTaskCreated, task)
  return task
}
