import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import type { NewScoreRule } from './schemas.ts'

const rules: NewScoreRule[] = [
  { name: 'Company e-mail', points: 10, conditions: [{ field: 'company_email', operator: 'is_set' }] },
  { name: 'Phone number', points: 5, conditions: [{ field: 'phone', operator: 'is_set' }] },
  { name: 'UEN', points: 10, conditions: [{ field: 'uen', operator: 'is_set' }] },
  {
    name: 'Visited pricing',
    points: 15,
    conditions: [{ field: 'visited_page', operator: 'contains', value: 'pricing' }],
  },
  {
    name: 'Worth 10,000 or more',
    points: 20,
    conditions: [{ field: 'estimated_value_cents', operator: 'at_least', value: '1000000' }],
  },
  { name: 'Wrote again', points: 10, conditions: [{ field: 'submission_count', operator: 'at_least', value: '2' }] },
]

/** What makes a lead worth more until somebody says otherwise. */
export function addDefaultScoreRules(ctx: Context): void {
  const now = ctx.now.toString()
  const rows = rules.map((rule, position) => ({
    organization_id: ctx.organization_id,
    id: newId(),
    ...rule,
    position,
    created_at: now,
    updated_at: now,
  }))
  ctx.db.send(db.insertInto('lead_score_rules').values(rows))
}
