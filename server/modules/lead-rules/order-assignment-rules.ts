import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { assignmentRuleUpdated } from './events.ts'
import { listAssignmentRules } from './queries.ts'
import type { AssignmentRule, RuleOrder } from './schemas.ts'
import { setPositions } from './set-positions.ts'

/** Of a lead the first rule that fits decides, so each that moved is a rule that changed. */
export async function orderAssignmentRules(ctx: Context, { ids }: RuleOrder): Promise<{ data: AssignmentRule[] }> {
  const { data: before } = await listAssignmentRules(ctx)
  setPositions(ctx, 'lead_assignment_rules', before, ids)
  const after = await listAssignmentRules(ctx)
  const places = new Map(before.map(({ id, position }) => [id, position]))
  for (const rule of after.data) {
    const place = places.get(rule.id)
    if (place !== rule.position)
      recordEvent(ctx, assignmentRuleUpdated, rule, { position: { before: place, after: rule.position } })
  }
  return after
}
