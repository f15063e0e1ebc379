import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Meter, MeterPage, MeterQuery } from './schemas.ts'

/** The columns of a `Meter`, in its order. */
export const meterColumns = [
  ...(['id', 'code', 'name', 'unit', 'aggregation'] as const),
  ...(['archived_at', 'version', 'created_at', 'updated_at'] as const),
]

export async function getMeter(ctx: Context, id: string): Promise<Meter> {
  const query = db
    .selectFrom('meters')
    .select(meterColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return ctx.db.one(query, () => notFound('meter'))
}

export async function listMeters(ctx: Context, cursors: Cursors, query: MeterQuery): Promise<MeterPage> {
  const { limit = 25, archived = 'no' } = query
  const place = cursors.decode('meters', query.cursor)
  let select = db
    .selectFrom('meters')
    .select(meterColumns)
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (archived === 'no') select = select.where('archived_at', 'is', null)
  if (archived === 'yes') select = select.where('archived_at', 'is not', null)
  if (place) select = select.where('id', '<', place.id)
  return pageOf(cursors, 'meters', await ctx.db.all(select), limit, ({ id }) => id)
}
