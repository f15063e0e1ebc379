import { sql } from 'kysely'
import { getLeadSettings } from '#modules/leads/stage-queries.ts'
import { cardColumns } from '#modules/leads/lead-columns.ts'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import { type Context, signedInUser } from '#platform/context.ts'
import { activityColumns } from './queries.ts'
import type { MyDay, MyDayQuery } from './schemas.ts'

const shown = 100
type Counted<R> = R & { total: number }

/** What somebody is to do about leads before midnight: get back, do tasks, answer the new ones. */
export async function getMyDay(ctx: Context, query: MyDayQuery): Promise<MyDay> {
  // Who asks is known once a first statement has come back.
  const { reply_within_minutes } = await getLeadSettings(ctx)
  const user_id = whose(ctx, query)
  const [follow_ups, tasks, unanswered] = await ctx.db.batch(
    followUps(ctx, user_id),
    tasksOf(ctx, user_id),
    unansweredOf(ctx, user_id),
  )
  return {
    follow_ups: follow_ups.map(({ total: _, overdue: __, ...card }) => card),
    follow_up_count: follow_ups[0]?.total ?? 0,
    overdue_count: follow_ups[0]?.overdue ?? 0,
    tasks: tasks.map(({ total: _, ...task }) => task),
    task_count: tasks[0]?.total ?? 0,
    unanswered: unanswered.map(({ total: _, ...card }) => ({
      ...card,
      reply_due_at: replyDue(card.created_at, reply_within_minutes),
    })),
    unanswered_count: unanswered[0]?.total ?? 0,
  }
}

/** Null: everybody's. A program has no day of its own. */
function whose(ctx: Context, { owner_user_id }: MyDayQuery): string | null {
  if (owner_user_id) return owner_user_id === 'all' ? null : owner_user_id
  return ctx.actor.kind === 'user' ? signedInUser(ctx) : null
}

const midnight = (ctx: Context) => sql`(
  select ((${ctx.now.toString()}::timestamptz at time zone o.timezone)::date + 1)::timestamp at time zone o.timezone
  from organizations o where o.organization_id = ${ctx.organization_id})`
const cards = sql.join(cardColumns.map((column) => sql.ref(`l.${column}`)))

const followUps = (ctx: Context, user_id: string | null) => sql<Counted<LeadCard> & { overdue: number }>`
  select ${cards}, (count(*) over ())::int as total,
    (count(*) filter (where l.next_follow_up_at < ${ctx.now.toString()}::timestamptz) over ())::int as overdue
  from leads l
  where l.organization_id = ${ctx.organization_id} and l.archived_at is null
    and l.status in ('new', 'contacted', 'qualified')
    and (${user_id}::uuid is null or l.owner_user_id = ${user_id}::uuid) and l.next_follow_up_at < ${midnight(ctx)}
  order by l.next_follow_up_at, l.id limit ${sql.lit(shown)}`

/** A task of nobody in particular is of whoever has the lead. */
const tasksOf = (ctx: Context, user_id: string | null) => sql<Counted<MyDay['tasks'][number]>>`
  select ${sql.join(activityColumns.map((column) => sql.ref(`a.${column}`)))}, l.name as lead_name, l.company as lead_company,
    (count(*) over ())::int as total
  from lead_activities a join leads l on l.organization_id = a.organization_id and l.id = a.lead_id
  where a.organization_id = ${ctx.organization_id} and a.kind = 'task' and a.done_at is null and a.archived_at is null
    and a.due_at < ${midnight(ctx)} and (l.archived_at is null or l.merged_into_id is not null)
    and (${user_id}::uuid is null or coalesce(a.assignee_user_id, l.owner_user_id) = ${user_id}::uuid)
  order by a.due_at, a.id limit ${sql.lit(shown)}`

const unansweredOf = (ctx: Context, user_id: string | null) => sql<
  Counted<LeadCard> & { reply_within_minutes: number }
>`
  select ${cards}, (count(*) over ())::int as total
  from leads l
  where l.organization_id = ${ctx.organization_id} and l.archived_at is null and l.first_replied_at is null and l.status = 'new'
    and (${user_id}::uuid is null or l.owner_user_id = ${user_id}::uuid or l.owner_user_id is null)
  order by l.created_at, l.id limit ${sql.lit(shown)}`

const replyDue = (created_at: string, minutes: number): string =>
  Temporal.Instant.from(created_at).add({ minutes }).toString()
