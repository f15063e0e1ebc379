import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import type { ServerFailurePage, ServerFailureQuery } from './schemas.ts'

/** Newest first. */
export async function listServerFailures(
  ctx: Context,
  cursors: Cursors,
  query: ServerFailureQuery,
): Promise<ServerFailurePage> {
  const { limit = 25, organization_id, code } = query
  const place = cursors.decode('server failures', query.cursor)
  let select = db
    .selectFrom('server_failures as f')
    .leftJoin('organization_directory as d', 'd.organization_id', 'f.organization_id')
    .select(['f.id', 'f.request_id', 'f.method', 'f.route', 'f.status', 'f.code', 'f.cause'])
    .select(['f.organization_id', 'd.name as organization_name', 'f.user_id', 'f.created_at'])
    .orderBy('f.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('f.id', '<', place.id)
  if (organization_id) select = select.where('f.organization_id', '=', organization_id)
  if (code) select = select.where('f.code', '=', code)
  return pageOf(cursors, 'server failures', await ctx.db.all(select), limit, ({ id }) => id)
}
