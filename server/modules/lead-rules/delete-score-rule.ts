import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { scoreRuleDeleted } from './events.ts'
import { getScoreRule } from './queries.ts'

export async function deleteScoreRule(ctx: Context, id: string): Promise<void> {
  const rule = await getScoreRule(ctx, id)
  ctx.db.send(db.deleteFrom('lead_score_rules').where('organization_id', '=', ctx.organization_id).where('id', '=', id))
  recordEvent(ctx, scoreRuleDeleted, rule)
}
