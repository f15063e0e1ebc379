import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { refuseWrongConditions } from './check-conditions.ts'
import { assignmentRuleUpdated } from './events.ts'
import { getAssignmentRule, assignmentRuleColumns } from './queries.ts'
import { refuseStrangers } from './refuse-strangers.ts'
import type { AssignmentRule, AssignmentRuleChanges } from './schemas.ts'

export async function updateAssignmentRule(
  ctx: Context,
  id: string,
  version: number,
  changes: AssignmentRuleChanges,
): Promise<AssignmentRule> {
  const before = await getAssignmentRule(ctx, id)
  if (changes.conditions) await refuseWrongConditions(ctx, changes.conditions)
  if (changes.user_ids) await refuseStrangers(ctx, changes.user_ids)
  const rule = await ctx.db.find(
    db
      .updateTable('lead_assignment_rules')
      .set({
        ...changes,
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(assignmentRuleColumns),
  )
  if (!rule) throw staleVersion('assignment rule')
  recordEvent(ctx, assignmentRuleUpdated, rule, changesBetween(before, rule))
  return rule
}
