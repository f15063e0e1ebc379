import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Absence, AssignmentRule, ScoreRule, ScoreRuleList } from './schemas.ts'

export const scoreRuleColumns = [
  'id',
  'name',
  'points',
  'conditions',
  'is_active',
  'position',
  'version',
  'created_at',
  'updated_at',
] as const

export const assignmentRuleColumns = [
  'id',
  'name',
  'conditions',
  'strategy',
  'user_ids',
  'is_active',
  'position',
  'version',
  'created_at',
  'updated_at',
] as const

export const absenceColumns = ['id', 'user_id', 'from_date', 'until_date', 'created_at'] as const

const scoreRules = (ctx: Context) =>
  db.selectFrom('lead_score_rules').select(scoreRuleColumns).where('organization_id', '=', ctx.organization_id)
const assignmentRules = (ctx: Context) =>
  db
    .selectFrom('lead_assignment_rules')
    .select(assignmentRuleColumns)
    .where('organization_id', '=', ctx.organization_id)

export async function listScoreRules(ctx: Context): Promise<ScoreRuleList> {
  const [data, [settings]] = await ctx.db.batch(
    scoreRules(ctx).orderBy('position').orderBy('id'),
    db.selectFrom('lead_settings').select('rescored_at').where('organization_id', '=', ctx.organization_id),
  )
  return { data, rescored_at: settings?.rescored_at ?? null }
}

/** Those that count, in their order. */
export async function listActiveScoreRules(ctx: Context): Promise<ScoreRule[]> {
  const query = scoreRules(ctx).where('is_active', '=', true).orderBy('position').orderBy('id')
  return ctx.db.all(query)
}

export async function getScoreRule(ctx: Context, id: string): Promise<ScoreRule> {
  return ctx.db.one(scoreRules(ctx).where('id', '=', id), () => notFound('score rule'))
}

export async function listAssignmentRules(ctx: Context): Promise<{ data: AssignmentRule[] }> {
  const data = await ctx.db.all(assignmentRules(ctx).orderBy('position').orderBy('id'))
  return { data }
}

export async function getAssignmentRule(ctx: Context, id: string): Promise<AssignmentRule> {
  const query = assignmentRules(ctx).where('id', '=', id)
  return ctx.db.one(query, () => notFound('assignment rule'))
}

/** Those that are not over. */
export async function listAbsences(ctx: Context): Promise<{ data: Absence[] }> {
  return {
    data: await ctx.db.all<Absence>({
      text: `select id, user_id, from_date, until_date, created_at from lead_absences
             where organization_id = $1 and until_date >= (
               select ($2::timestamptz at time zone timezone)::date from organizations where organization_id = $1)
             order by from_date, id limit 1000`,
      parameters: [ctx.organization_id, ctx.now.toString()],
    }),
  }
}
