import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { scoreRuleUpdated } from './events.ts'
import { listScoreRules } from './queries.ts'
import type { RuleOrder, ScoreRuleList } from './schemas.ts'
import { setPositions } from './set-positions.ts'

/** The order in which points are explained; the sum is the same in any. */
export async function orderScoreRules(ctx: Context, { ids }: RuleOrder): Promise<ScoreRuleList> {
  const { data: before } = await listScoreRules(ctx)
  setPositions(ctx, 'lead_score_rules', before, ids)
  const after = await listScoreRules(ctx)
  const places = new Map(before.map(({ id, position }) => [id, position]))
  for (const rule of after.data) {
    const place = places.get(rule.id)
    if (place !== rule.position)
      recordEvent(ctx, scoreRuleUpdated, rule, { position: { before: place, after: rule.position } })
  }
  return after
}
