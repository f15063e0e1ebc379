import { type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { notFound } from '#platform/errors.ts'
import { findMatches } from './find-matches.ts'
import {
  duplicateLeadColumns,
  type LeadDuplicate,
  type LeadDuplicateFilter,
  type LeadDuplicatePage,
  type LeadDuplicateQuery,
  type PossibleDuplicateQuery,
  type PossibleDuplicates,
} from './schemas.ts'

const card = (table: 'a' | 'b') =>
  sql`json_build_object(${sql.join(duplicateLeadColumns.flatMap((column) => [sql.lit(column), column.endsWith('_at') ? sql`to_char(${sql.ref(`${table}.${column}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : sql.ref(`${table}.${column}`)]))})`

const pairColumns = sql`d.id, ${card('a')} as lead, ${card('b')} as other_lead, d.score, d.reasons, d.state, d.dismissed_at,
  d.created_at, d.updated_at`
const bothLeads = (ctx: Context) => sql`lead_duplicates d
  join leads a on a.organization_id = ${ctx.organization_id} and a.id = d.lead_id
  join leads b on b.organization_id = ${ctx.organization_id} and b.id = d.other_lead_id`

export async function getLeadDuplicate(ctx: Context, id: string): Promise<LeadDuplicate> {
  const query = sql<LeadDuplicate>`select ${pairColumns} from ${bothLeads(ctx)}
    where d.organization_id = ${ctx.organization_id} and d.id = ${id}`
  return ctx.db.one(query, () => notFound('pair of leads'))
}

/** The likeliest first. An open pair of which one lead was archived waits until that is undone. */
export async function listLeadDuplicates(
  ctx: Context,
  cursors: Cursors,
  query: LeadDuplicateQuery,
): Promise<LeadDuplicatePage> {
  const { limit = 25, cursor, ...filter } = query
  const place = cursors.decode('lead duplicates', cursor)
  const beyond = place ? sql<SqlBool>`(d.score, d.id) < (${place.key}::int, ${place.id}::uuid)` : sql<SqlBool>`true`
  const rows = await ctx.db.all(sql<LeadDuplicate>`
    select ${pairColumns} from ${bothLeads(ctx)} where ${shown(ctx, filter)} and ${beyond}
    order by d.score desc, d.id desc limit ${sql.lit(limit + 1)}`)
  return pageOf(cursors, 'lead duplicates', rows, limit, ({ score }) => score)
}

export async function countLeadDuplicates(ctx: Context, filter: LeadDuplicateFilter): Promise<{ count: number }> {
  return ctx.db.one(
    sql<{ count: number }>`select count(*)::int as count from ${bothLeads(ctx)} where ${shown(ctx, filter)}`,
  )
}

function shown(ctx: Context, { state = 'open', lead_id, min_score }: LeadDuplicateFilter) {
  const conditions = [sql<SqlBool>`d.organization_id = ${ctx.organization_id}`, sql<SqlBool>`d.state = ${state}`]
  if (state !== 'merged') conditions.push(sql<SqlBool>`a.archived_at is null and b.archived_at is null`)
  if (lead_id) conditions.push(sql<SqlBool>`(d.lead_id = ${lead_id} or d.other_lead_id = ${lead_id})`)
  if (min_score !== undefined) conditions.push(sql<SqlBool>`d.score >= ${min_score}`)
  return sql.join(conditions, sql` and `)
}

/** For a form that is being filled in: who is there already. */
export async function listPossibleDuplicates(ctx: Context, query: PossibleDuplicateQuery): Promise<PossibleDuplicates> {
  const { except, name = '', ...details } = query
  const [matches] = await findMatches(ctx, [{ ...details, name, ...(except && { id: except }) }])
  return { data: matches!.slice(0, 10).map(({ lead, score, reasons }) => ({ lead, score, reasons })) }
}
