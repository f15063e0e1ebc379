import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { placesThatHold } from '#modules/lead-rules/score.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { type SqlBool, sql } from 'kysely'
import { leadColumns } from './lead-columns.ts'
import type { Lead, LeadCountQuery, LeadScore } from './schemas.ts'

const leadOf = (ctx: Context, id: string) =>
  db.selectFrom('leads').select(leadColumns).where('organization_id', '=', ctx.organization_id).where('id', '=', id)

export async function getLead(ctx: Context, id: string): Promise<Lead> {
  return ctx.db.one(leadOf(ctx, id), () => notFound('lead'))
}

/** Nobody else changes it until the transaction ends. */
export async function lockLead(ctx: Context, id: string): Promise<Lead> {
  return ctx.db.one(leadOf(ctx, id).forUpdate(), () => notFound('lead'))
}

/** Which rules hold for a lead now, as the sum and point by point. */
export async function explainScore(ctx: Context, id: string): Promise<LeadScore> {
  const rules = await listActiveScoreRules(ctx)
  const query = sql<{ places: number[] }>`select to_jsonb(${placesThatHold(rules)}) as places from leads l
    where l.organization_id = ${ctx.organization_id} and l.id = ${id}`
  const { places } = await ctx.db.one(query, () => notFound('lead'))
  const points = places
    .map((place) => rules[place]!)
    .map((rule) => ({ rule_id: rule.id, name: rule.name, points: rule.points }))
  return { score: points.reduce((sum, each) => sum + each.points, 0), points }
}

/** The rows that a filter leaves, but for its `q`: how that is best asked depends on how many rows are wanted. */
export function matching(ctx: Pick<Context, 'organization_id' | 'now'>, filter: Omit<LeadCountQuery, 'q'>) {
  const { status, stage_id, owner_user_id, source, tag, min_score, follow_up, import_id, from, to } = filter
  const { archived = 'no', customer_id } = filter
  let select = db.selectFrom('leads').where('organization_id', '=', ctx.organization_id)
  if (archived === 'no') select = select.where('archived_at', 'is', null)
  if (archived === 'yes') select = select.where('archived_at', 'is not', null)
  if (status === 'open') select = select.where('status', 'in', ['new', 'contacted', 'qualified'])
  else if (status) select = select.where('status', '=', status)
  if (stage_id) select = select.where('stage_id', '=', stage_id)
  if (owner_user_id === 'none') select = select.where('owner_user_id', 'is', null)
  else if (owner_user_id) select = select.where('owner_user_id', '=', owner_user_id)
  if (source) select = select.where('source', '=', source)
  if (tag) select = select.where(sql<SqlBool>`tags @> ${JSON.stringify([tag])}::jsonb`)
  if (min_score !== undefined) select = select.where('score', '>=', min_score)
  if (follow_up === 'none') select = select.where('next_follow_up_at', 'is', null)
  if (follow_up === 'overdue') select = select.where('next_follow_up_at', '<', ctx.now.toString())
  if (follow_up === 'today') select = select.where(sql<SqlBool>`next_follow_up_at < ${nextMidnight(ctx)}`)
  if (import_id) select = select.where('import_id', '=', import_id)
  if (customer_id) select = select.where('customer_id', '=', customer_id)
  if (from) select = select.where('created_at', '>=', from)
  if (to) select = select.where('created_at', '<', to)
  return select
}

/** When the day of the organisation ends. */
const nextMidnight = (ctx: Pick<Context, 'organization_id' | 'now'>) => sql`(
  select ((${ctx.now.toString()}::timestamptz at time zone o.timezone)::date + 1)::timestamp at time zone o.timezone
  from organizations o where o.organization_id = ${ctx.organization_id})`
