import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { refuseWrongConditions } from './check-conditions.ts'
import { scoreRuleCreated } from './events.ts'
import { scoreRuleColumns } from './queries.ts'
import type { ScoreRule, NewScoreRule } from './schemas.ts'

/** Behind the others, which matters where the first that fits decides. */
export async function createScoreRule(ctx: Context, input: NewScoreRule): Promise<ScoreRule> {
  await refuseWrongConditions(ctx, input.conditions)
  const rule = await ctx.db.one(
    db
      .insertInto('lead_score_rules')
      .values({
        ...input,
        is_active: input.is_active ?? true,
        organization_id: ctx.organization_id,
        id: newId(),
        position: sql<number>`(select coalesce(max(position) + 1, 0) from lead_score_rules where organization_id = ${ctx.organization_id})`,
        created_at: ctx.now.toString(),
        updated_at: ctx.now.toString(),
      })
      .returning(scoreRuleColumns),
  )
  recordEvent(ctx, scoreRuleCreated, rule)
  return rule
}
