import { type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf, type Place } from '#platform/cursor.ts'
import { leadColumns } from './lead-columns.ts'
import { matching } from './queries.ts'
import type { Lead, LeadPage, LeadQuery, LeadSort } from './schemas.ts'
import { searchLeads } from './search-leads.ts'

type Order = { column: Column; type: 'text' | 'bigint' | 'timestamptz'; direction: 'asc' | 'desc'; nullable?: true }
type Column = 'id' | 'name_normalized' | 'score' | 'next_follow_up_at' | 'estimated_value_cents' | 'stage_changed_at'

const orders: Record<LeadSort, Order> = {
  '-created_at': { column: 'id', type: 'text', direction: 'desc' },
  created_at: { column: 'id', type: 'text', direction: 'asc' },
  name: { column: 'name_normalized', type: 'text', direction: 'asc' },
  '-name': { column: 'name_normalized', type: 'text', direction: 'desc' },
  '-score': { column: 'score', type: 'bigint', direction: 'desc' },
  score: { column: 'score', type: 'bigint', direction: 'asc' },
  next_follow_up_at: { column: 'next_follow_up_at', type: 'timestamptz', direction: 'asc', nullable: true },
  '-estimated_value_cents': { column: 'estimated_value_cents', type: 'bigint', direction: 'desc', nullable: true },
  '-stage_changed_at': { column: 'stage_changed_at', type: 'timestamptz', direction: 'desc' },
}

type Row = Lead & { sort_key: string | number | null }

export async function listLeads(ctx: Context, cursors: Cursors, query: LeadQuery): Promise<LeadPage> {
  const { limit = 25, sort = '-created_at', cursor, q, ...filter } = query
  const list = `leads ${sort}`
  const rows = await readPage(ctx, {
    filter,
    q: q?.trim(),
    order: orders[sort],
    place: cursors.decode(list, cursor),
    limit,
  })
  const page = pageOf(cursors, list, rows, limit, ({ sort_key }) => sort_key ?? '')
  return { ...page, data: page.data.map(({ sort_key: _, ...lead }) => lead) }
}

type Wanted = {
  filter: Parameters<typeof matching>[1]
  q: string | undefined
  order: Order
  place: Place | undefined
  limit: number
}

/** One row more than the page holds, where there are more. */
async function readPage(ctx: Context, wanted: Wanted): Promise<Row[]> {
  const { q, limit } = wanted
  const rows = ordered(ctx, wanted)
  const columns = [...leadColumns, 'sort_key']
  return q
    ? searchLeads<Row>(ctx, { ordered: rows, columns, q, most: limit + 1 })
    : ctx.db.all<Row>(rows.limit(sql.lit(limit + 1)))
}

function ordered(ctx: Context, { filter, order, place }: Wanted) {
  const { column, direction } = order
  let select = matching(ctx, filter)
    .select(leadColumns)
    .select(sql<string | number | null>`${sql.ref(column)}`.as('sort_key'))
  if (column === 'id') {
    if (place) select = select.where('id', direction === 'desc' ? '<' : '>', place.id)
    return select.orderBy('id', direction)
  }
  if (place) select = select.where(beyondPlace(order, place))
  return select
    .orderBy(sql`${sql.ref(column)} ${sql.raw(direction)}${sql.raw(order.nullable ? ' nulls last' : '')}`)
    .orderBy('id', direction)
}

/** Behind the last row shown; rows without the key stand behind all that have one, by id. */
function beyondPlace({ column, type, direction, nullable }: Order, { key, id }: Place) {
  const beyond = sql.raw(direction === 'desc' ? '<' : '>')
  const ref = sql.ref(column)
  if (nullable && key === '') return sql<SqlBool>`(${ref} is null and id ${beyond} ${id}::uuid)`
  const behind = sql<SqlBool>`(${ref}, id) ${beyond} (${key}::${sql.raw(type)}, ${id}::uuid)`
  return nullable ? sql<SqlBool>`(${behind} or ${ref} is null)` : behind
}
