import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import type { EventPage, EventQuery } from './schemas.ts'

/** Newest first; ids are in the order of time, so the id alone is the key. */
export async function listEvents(ctx: Context, cursors: Cursors, query: EventQuery): Promise<EventPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('events', query.cursor)
  let select = db
    .selectFrom('events')
    .select(['id', 'name', 'actor_kind', 'actor_id', 'actor_name', 'subject_id', 'data', 'changes'])
    .select(['request_id', 'ip', 'created_at'])
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('id', 'desc')
    .limit(sql.lit(limit + 1))
  if (query.subject_id) select = select.where('subject_id', '=', query.subject_id)
  if (query.name) select = select.where('name', '=', query.name)
  if (place) select = select.where('id', '<', place.id)
  return pageOf(cursors, 'events', await ctx.db.all(select), limit, ({ id }) => id)
}
