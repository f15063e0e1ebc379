import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { staleVersion } from '#platform/errors.ts'
import { refuseWrongConditions } from './check-conditions.ts'
import { scoreRuleUpdated } from './events.ts'
import { getScoreRule, scoreRuleColumns } from './queries.ts'
import type { ScoreRule, ScoreRuleChanges } from './schemas.ts'

export async function updateScoreRule(
  ctx: Context,
  id: string,
  version: number,
  changes: ScoreRuleChanges,
): Promise<ScoreRule> {
  const before = await getScoreRule(ctx, id)
  if (changes.conditions) await refuseWrongConditions(ctx, changes.conditions)
  const rule = await ctx.db.find(
    db
      .updateTable('lead_score_rules')
      .set({
        ...changes,
        version: version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(scoreRuleColumns),
  )
  if (!rule) throw staleVersion('score rule')
  recordEvent(ctx, scoreRuleUpdated, rule, changesBetween(before, rule))
  return rule
}
