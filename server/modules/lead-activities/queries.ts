import { sql } from 'kysely'
import { getLead } from '#modules/leads/queries.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf, type Place } from '#platform/cursor.ts'
import { db } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { LeadActivity, Timeline, TimelineEntry, TimelineQuery } from './schemas.ts'

export const activityColumns = [
  'id',
  'lead_id',
  'kind',
  'body',
  'direction',
  'happened_at',
  'duration_minutes',
  'dnc_basis',
  'dnc_checked_on',
  'due_at',
  'done_at',
  'assignee_user_id',
  'actor_name',
  'archived_at',
  'version',
  'created_at',
  'updated_at',
] as const

const activities = (ctx: Context) =>
  db.selectFrom('lead_activities').select(activityColumns).where('organization_id', '=', ctx.organization_id)

export async function getActivity(ctx: Context, id: string): Promise<LeadActivity> {
  return ctx.db.one(activities(ctx).where('id', '=', id), () => notFound('activity'))
}

/** Nobody else changes it until the transaction ends. */
export async function lockActivity(ctx: Context, id: string): Promise<LeadActivity> {
  return ctx.db.one(activities(ctx).where('id', '=', id).forUpdate(), () => notFound('activity'))
}

/** What was said, done and changed, newest first; also of the leads that were merged into this one. */
export async function getTimeline(
  ctx: Context,
  cursors: Cursors,
  lead_id: string,
  { limit = 25, cursor, show = 'all' }: TimelineQuery,
): Promise<Timeline> {
  await getLead(ctx, lead_id)
  const list = `timeline ${lead_id}`
  const place = cursors.decode(list, cursor)
  const [said, changed] = await Promise.all([
    readActivities(ctx, lead_id, limit + 1, place),
    show === 'all' ? readEvents(ctx, lead_id, limit + 1, place) : [],
  ])
  const entries = [...said, ...changed].sort((a, b) => order(b, a)).slice(0, limit + 1)
  return pageOf(cursors, list, entries, limit, ({ at }) => at)
}

const order = (a: TimelineEntry, b: TimelineEntry): number =>
  Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1)

const theirs = (ctx: Context, lead_id: string) =>
  sql`(select m.id from leads m where m.organization_id = ${ctx.organization_id} and m.merged_into_id = ${lead_id}::uuid
    union all select ${lead_id}::uuid)`

async function readActivities(
  ctx: Context,
  lead_id: string,
  limit: number,
  place: Place | undefined,
): Promise<TimelineEntry[]> {
  let select = activities(ctx)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`lead_id in ${theirs(ctx, lead_id)}`)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(limit))
  if (place) select = select.where(sql<boolean>`(happened_at, id) < (${place.key}::timestamptz, ${place.id}::uuid)`)
  return (await ctx.db.all(select)).map((activity) => ({
    id: activity.id,
    at: activity.happened_at,
    actor_name: activity.actor_name,
    activity,
    event: null,
  }))
}

type EventRow = Pick<TimelineEntry, 'id' | 'at' | 'actor_name'> & NonNullable<TimelineEntry['event']>

async function readEvents(
  ctx: Context,
  lead_id: string,
  limit: number,
  place: Place | undefined,
): Promise<TimelineEntry[]> {
  const rows = await ctx.db.all(sql<EventRow>`
    select id, created_at as at, actor_name, name, changes from events
    where organization_id = ${ctx.organization_id} and subject_id in ${theirs(ctx, lead_id)}
      and (${place ? sql`(created_at, id) < (${place.key}::timestamptz, ${place.id}::uuid)` : sql`true`})
    order by created_at desc, id desc limit ${sql.lit(limit)}`)
  return rows.map(({ id, at, actor_name, name, changes }) => ({
    id,
    at,
    actor_name,
    activity: null,
    event: { name, changes },
  }))
}
