import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { pgArray } from '#platform/pipeline.ts'
import { indexedFragments, searchPattern } from './rules.ts'
import type { matching } from './queries.ts'

/** So many rows tell how common a fragment is. */
const sampleSize = 150
/** To walk further costs more than to ask the index over fragments. */
const walkMax = 3000
/** And what the index finds beyond these costs more than to walk on. */
const rareMax = 1500

type Holds = RawBuilder<SqlBool>
type Rows = ReturnType<typeof matching>
type Search = {
  /** All that the filter leaves, in order, with the columns that are wanted. */
  ordered: Rows
  columns: readonly string[]
  q: string
  most: number
}

/** Asked of each row, for a walk that ends early. */
export const holdsFragment = (q: string): Holds => sql`search_text like ${searchPattern(q)}`

/**
 * The first leads of an order that hold a fragment, `most` of them. One that many have is found soonest by walking down
 * the order, one that few have by the index over fragments. The first rows tell which it is; but as they may deceive (ten
 * have it, all of them new), no walk goes far before the index was asked.
 */
export async function searchLeads<Row>(ctx: Context, search: Search): Promise<Row[]> {
  const { ordered, q, most } = search
  const first = await takeSample(ctx, search)
  if (first.rows.length === most || first.seen_count < sampleSize) return first.rows as Row[]
  const enough = Math.ceil((1.5 * sampleSize * most) / first.rows.length)
  if (enough <= walkMax) {
    const near = ordered.select('search_text').limit(sql.lit(enough))
    const rows = await ctx.db.all(
      sql<Row>`select ${names(search)} from (${near}) l where ${holdsFragment(q)} limit ${sql.lit(most)}`,
    )
    if (rows.length === most) return rows
  }
  return (await readRare<Row>(ctx, search)) ?? ctx.db.all<Row>(ordered.where(holdsFragment(q)).limit(sql.lit(most)))
}

/** The same from what the index finds; nothing where that is much, or the fragment is too short for it. */
async function readRare<Row>(ctx: Context, search: Search): Promise<Row[] | undefined> {
  const { ordered, q, most } = search
  const fragments = indexedFragments(q)
  if (!fragments) return undefined
  const there = ordered.where(sql<SqlBool>`ctid = any((select places from found)::tid[])`)
  const rows = await ctx.db.all(sql<Row & { id: string | null; found_count: number }>`
    with found as materialized (select array(select ${find(ctx, q, fragments, rareMax + 1)}) as places)
    select cardinality(f.places) as found_count, ${names(search)} from found f
    left join (${there.limit(sql.lit(most))}) l on true`)
  if (rows[0]!.found_count > rareMax) return undefined
  return rows.flatMap(({ found_count: _, ...lead }) => (lead.id === null ? [] : [lead as Row]))
}

/** The condition for the first few of each of several orders: the board's stages. */
export async function fragmentOfSome(ctx: Context, rows: Rows, q: string): Promise<Holds> {
  const ids = (await isCommon(ctx, rows, q, 3)) ? undefined : await findRare(ctx, q)
  return ids ? among(ids) : holdsFragment(q)
}

/** The condition for all that hold a fragment: looking at each row takes as long as finding a sixth of them by the index. */
export async function fragmentOfAll(ctx: Context, rows: Rows, q: string): Promise<Holds> {
  const fragments = indexedFragments(q)
  if (!fragments || (await isCommon(ctx, rows, q, sampleSize / 6))) return holdsFragment(q)
  return sql`id = any(${idsOf(ctx, find(ctx, q, fragments, null))})`
}

/** Whether so many of the latest rows hold it, or those are all that there are. */
async function isCommon(ctx: Context, rows: Rows, q: string, most: number): Promise<boolean> {
  const ordered = rows.select('id').orderBy('id', 'desc')
  const sample = await takeSample(ctx, { ordered, columns: ['id'], q, most: Math.ceil(most) })
  return sample.rows.length >= most || sample.seen_count < sampleSize
}

/** The ids of all that hold it, as PostgreSQL writes an array; nothing where they are many, or it is too short for the index. */
async function findRare(ctx: Context, q: string): Promise<string | undefined> {
  const fragments = indexedFragments(q)
  if (!fragments) return undefined
  const found = sql<{ ids: string; count: number }>`
    with found as materialized (select ${idsOf(ctx, find(ctx, q, fragments, rareMax + 1))} as ids)
    select ids::text, cardinality(ids) as count from found`
  const { ids, count } = await ctx.db.one(found)
  return count > rareMax ? undefined : ids
}
const among = (ids: string): Holds => sql`id = any(${ids}::uuid[])`

/** Where the leads lie that the index finds, at most so many: good for the statement that it is part of. */
const find = (ctx: Context, q: string, fragments: string[], most: number | null) =>
  sql`find_leads(${ctx.organization_id}::uuid, ${pgArray(fragments)}::text[], ${searchPattern(q)}, ${most}::integer)`

const idsOf = (ctx: Context, places: RawBuilder<unknown>) => sql`
  array(select id from leads where organization_id = ${ctx.organization_id} and ctid = any(array(select ${places})))`

/** Which of the first rows hold the fragment, and how many rows were looked at. */
async function takeSample(ctx: Context, search: Search): Promise<{ seen_count: number; rows: unknown[] }> {
  const { ordered, q, most } = search
  const rows = await ctx.db.all(sql<{ id: string | null; seen_count: number }>`
    with seen as materialized (${ordered.select('search_text').limit(sql.lit(sampleSize))})
    select c.seen_count, ${names(search)} from (select count(*) as seen_count from seen) c
    left join (select * from seen where ${holdsFragment(q)} limit ${sql.lit(most)}) l on true`)
  return {
    seen_count: rows[0]!.seen_count,
    rows: rows.flatMap(({ seen_count: _, ...lead }) => (lead.id === null ? [] : [lead])),
  }
}

const names = ({ columns }: Search) => sql.join(columns.map((column) => sql.ref(`l.${column}`)))
