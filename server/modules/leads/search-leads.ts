import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { indexPattern, searchPattern } from './rules.ts'
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
  const ids = await findRare(ctx, q)
  if (ids === none) return []
  return ctx.db.all<Row>(ordered.where(ids ? among(ids) : holdsFragment(q)).limit(sql.lit(most)))
}

/** The condition for the first few of each of several orders: the board's stages. */
export async function fragmentOfSome(ctx: Context, rows: Rows, q: string): Promise<Holds> {
  const ids = (await isCommon(ctx, rows, q, 3)) ? undefined : await findRare(ctx, q)
  return ids ? among(ids) : holdsFragment(q)
}

/** The condition for all that hold a fragment: looking at each row takes as long as finding a sixth of them by the index. */
export async function fragmentOfAll(ctx: Context, rows: Rows, q: string): Promise<Holds> {
  const sought = indexPattern(q)
  if (sought === null || (await isCommon(ctx, rows, q, sampleSize / 6))) return holdsFragment(q)
  return sql`id = any(array(${find(ctx, q, sought, null)}))`
}

/** Whether so many of the latest rows hold it, or those are all that there are. */
async function isCommon(ctx: Context, rows: Rows, q: string, most: number): Promise<boolean> {
  const ordered = rows.select('id').orderBy('id', 'desc')
  const sample = await takeSample(ctx, { ordered, columns: ['id'], q, most: Math.ceil(most) })
  return sample.rows.length >= most || sample.seen_count < sampleSize
}

/** The ids of all that hold it, as PostgreSQL writes an array; nothing where they are many, or it is too short for the index. */
async function findRare(ctx: Context, q: string): Promise<string | undefined> {
  const sought = indexPattern(q)
  if (sought === null) return undefined
  const found = sql<{ ids: string; count: number }>`
    with found as materialized (select array(${find(ctx, q, sought, rareMax + 1)}) as ids)
    select ids::text, cardinality(ids) as count from found`
  const { ids, count } = await ctx.db.one(found)
  return count > rareMax ? undefined : ids
}
const none = '{}'
const among = (ids: string): Holds => sql`id = any(${ids}::uuid[])`

/** The ids of those that the index finds, at most so many. */
const find = (ctx: Context, q: string, sought: string, most: number | null) =>
  sql`select find_leads_by_fragment(${ctx.organization_id}::uuid, ${sought}, ${searchPattern(q)}, ${most}::integer)`

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
