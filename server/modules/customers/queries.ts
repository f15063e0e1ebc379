import { type SqlBool, sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { beyond, type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Customer, CustomerCount, CustomerCountQuery, CustomerPage, CustomerQuery } from './schemas.ts'

/** The columns of a `Customer`, in its order. */
export const customerColumns = [
  'id',
  'name',
  'kind',
  'uen',
  'gst_reg_no',
  'email',
  'phone',
  'address',
  'peppol_id',
  'currency',
  'payment_terms_days',
  'notes',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

export async function getCustomer(ctx: Context, id: string): Promise<Customer> {
  const query = db
    .selectFrom('customers')
    .select(customerColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return ctx.db.one(query, () => notFound('customer'))
}

export async function listCustomers(ctx: Context, cursors: Cursors, query: CustomerQuery): Promise<CustomerPage> {
  const limit = query.limit ?? 25
  const sort = query.sort ?? '-created_at'
  const list = `customers ${sort}`
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const place = cursors.decode(list, query.cursor)
  let select = matching(ctx, query)
    .select(customerColumns)
    .limit(sql.lit(limit + 1))
  if (sort === '-created_at') {
    select = select.orderBy('id', 'desc')
    if (place) select = select.where('id', '<', place.id)
  } else {
    select = select.select('name_normalized').orderBy('name_normalized', direction).orderBy('id', direction)
    if (place) select = select.where(beyond('name_normalized', 'text', direction, place))
  }
  const rows = await ctx.db.all(select)
  const page = pageOf(cursors, list, rows, limit, (row) =>
    'name_normalized' in row ? String(row.name_normalized) : '',
  )
  return { ...page, data: page.data.map(withoutSortKey) }
}

function withoutSortKey(row: Customer & { name_normalized?: unknown }): Customer {
  const { name_normalized: _, ...customer } = row
  return customer
}

export async function countCustomers(ctx: Context, query: CustomerCountQuery): Promise<CustomerCount> {
  return ctx.db.one(matching(ctx, query).select(sql<number>`count(*)`.as('count')))
}

function matching(ctx: Context, { q, archived = 'no' }: CustomerCountQuery) {
  let select = db.selectFrom('customers').where('organization_id', '=', ctx.organization_id)
  if (archived === 'no') select = select.where('archived_at', 'is', null)
  if (archived === 'yes') select = select.where('archived_at', 'is not', null)
  if (q?.trim()) select = select.where(sql<SqlBool>`position(${q.trim().toLowerCase()} in search_text) > 0`)
  return select
}
