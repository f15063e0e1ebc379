import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { refuseWrongConditions } from './check-conditions.ts'
import { assignmentRuleCreated } from './events.ts'
import { assignmentRuleColumns } from './queries.ts'
import { refuseStrangers } from './refuse-strangers.ts'
import type { AssignmentRule, NewAssignmentRule } from './schemas.ts'

/** Behind the others, for the first that fits a lead decides. */
export async function createAssignmentRule(ctx: Context, input: NewAssignmentRule): Promise<AssignmentRule> {
  await refuseWrongConditions(ctx, input.conditions)
  await refuseStrangers(ctx, input.user_ids)
  const rule = await ctx.db.one(
    db
      .insertInto('lead_assignment_rules')
      .values({
        ...input,
        is_active: input.is_active ?? true,
        organization_id: ctx.organization_id,
        id: newId(),
        position: sql<number>`(select coalesce(max(position) + 1, 0) from lead_assignment_rules where organization_id = ${ctx.organization_id})`,
        created_at: ctx.now.toString(),
        updated_at: ctx.now.toString(),
      })
      .returning(assignmentRuleColumns),
  )
  recordEvent(ctx, assignmentRuleCreated, rule)
  return rule
}
