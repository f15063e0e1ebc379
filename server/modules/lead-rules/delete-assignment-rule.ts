import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { assignmentRuleDeleted } from './events.ts'
import { getAssignmentRule } from './queries.ts'

export async function deleteAssignmentRule(ctx: Context, id: string): Promise<void> {
  const rule = await getAssignmentRule(ctx, id)
  ctx.db.send(
    db.deleteFrom('lead_assignment_rules').where('organization_id', '=', ctx.organization_id).where('id', '=', id),
  )
  recordEvent(ctx, assignmentRuleDeleted, rule)
}
