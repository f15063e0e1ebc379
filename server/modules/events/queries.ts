import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import type { EventFilter, EventPage, EventQuery } from './schemas.ts'

/** Newest first; ids are in the order of time, so the id alone is the key. */
export async function listEvents(ctx: Context, cursors: Cursors, query: EventQuery): Promise<EventPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('events', query.cursor)
  let select = selectEvents(ctx.organization_id, query)
    .orderBy('e.id', 'desc')
    .limit(sql.lit(limit + 1))
  if (place) select = select.where('e.id', '<', place.id)
  return pageOf(cursors, 'events', await ctx.db.all(select), limit, ({ id }) => id)
}

/** Events with their places in the chain, as far as they have them. */
export function selectEvents(organization_id: string, { subject_id, actor_id, name, from, to }: EventFilter) {
  let select = db
    .selectFrom('events as e')
    .leftJoin('event_seals as s', (join) =>
      join.onRef('s.organization_id', '=', 'e.organization_id').onRef('s.event_id', '=', 'e.id'),
    )
    .select([
      'e.id',
      'e.name',
      'e.actor_kind',
      'e.actor_id',
      'e.actor_name',
      'e.on_behalf_of_id',
      'e.on_behalf_of_name',
    ])
    .select(['e.subject_id', 'e.data', 'e.changes', 'e.request_id', 'e.ip', 'e.user_agent', 'e.created_at', 's.seq'])
    .where('e.organization_id', '=', organization_id)
  if (subject_id) select = select.where('e.subject_id', '=', subject_id)
  if (actor_id)
    select = select.where((e) => e.or([e('e.actor_id', '=', actor_id), e('e.on_behalf_of_id', '=', actor_id)]))
  if (name) select = name.includes('.') ? select.where('e.name', '=', name) : select.where(isOfNoun(name))
  if (from) select = select.where('e.created_at', '>=', from)
  if (to) select = select.where('e.created_at', '<', to)
  return select
}

const isOfNoun = (noun: string) => sql<boolean>`starts_with(e.name, ${`${noun}.`})`
