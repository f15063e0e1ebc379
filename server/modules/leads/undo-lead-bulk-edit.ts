import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { changesBetween, recordEvent, recordEvents } from '#modules/events/record-event.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import type { Context } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { type LeadBulkUndo, undoHours } from './bulk-schemas.ts'
import { leadsEditUndone, leadUpdated } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import type { Lead } from './schemas.ts'

/** What a bulk edit writes, and how its type is spelled. */
const kinds = {
  stage_id: 'uuid',
  status: 'text',
  stage_changed_at: 'timestamptz',
  disqualified_reason: 'text',
  first_replied_at: 'timestamptz',
  owner_user_id: 'uuid',
  source: 'text',
  next_follow_up_at: 'timestamptz',
  tags: 'jsonb',
  archived_at: 'timestamptz',
} as const
type Column = keyof typeof kinds

type Kept = { id: string; columns: Column[]; changed_count: number; undone_at: string | null; is_over: boolean }

/**
 * Puts leads back to what they were before a bulk edit, all in one transaction. A lead on which any of what the edit
 * wrote is different by now has moved on: it stays as somebody made it.
 */
export async function undoLeadBulkEdit(ctx: Context, id: string): Promise<LeadBulkUndo> {
  const edit = await lockEdit(ctx, id)
  const before = await holdUntouched(ctx, edit)
  const after = before.length === 0 ? [] : await putBack(ctx, edit, before)
  const restored_count = after.length
  const stuck_count = before.length - restored_count
  ctx.db.send({
    text: `update lead_bulk_edits set undone_at = $3, undone_by_name = $4, restored_count = $5
           where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString(), ctx.actor.name, restored_count],
  })
  const byId = new Map(before.map((lead) => [lead.id, lead]))
  recordEvents(ctx, leadUpdated, after, (lead) => changesBetween(byId.get(lead.id)!, lead))
  const undo = { restored_count, moved_on_count: edit.changed_count - before.length, stuck_count }
  recordEvent(ctx, leadsEditUndone, { id, ...undo })
  return undo
}

async function lockEdit(ctx: Context, id: string): Promise<Kept> {
  const edit = await ctx.db.one<Kept>(
    {
      text: `select id, columns, changed_count, undone_at,
               created_at <= $3::timestamptz - interval '${undoHours} hours' as is_over
             from lead_bulk_edits where organization_id = $1 and id = $2 for update`,
      parameters: [ctx.organization_id, id, ctx.now.toString()],
    },
    () => notFound('bulk edit'),
  )
  if (edit.undone_at) throw conflict('leads.bulk_edit_undone', 'This change was undone already.')
  if (edit.is_over)
    throw conflict('leads.bulk_edit_over', `A change of many leads can be undone for ${undoHours} hours.`)
  return edit
}

const valueOf = (side: 'before' | 'after', column: Column): RawBuilder<unknown> =>
  kinds[column] === 'jsonb'
    ? sql`k.${sql.ref(side)} -> ${sql.lit(column)}`
    : sql`(k.${sql.ref(side)} ->> ${sql.lit(column)})::${sql.raw(kinds[column])}`

/** Those on which everything stands as the edit wrote it, held in the order in which edits hold leads. */
async function holdUntouched(ctx: Context, { id, columns }: Kept): Promise<Lead[]> {
  // A call that is noted later may find an earlier first reply: that alone is no change of what was edited.
  const judged = columns.filter((column) => column !== 'first_replied_at')
  const same = judged.map(
    (column) => sql<SqlBool>`l.${sql.ref(column)} is not distinct from ${valueOf('after', column)}`,
  )
  return ctx.db.all(sql<Lead>`
    select ${sql.join(leadColumns.map((column) => sql.ref(`l.${column}`)))} from leads l
    join lead_bulk_edit_values k on k.organization_id = l.organization_id and k.lead_id = l.id
    where l.organization_id = ${ctx.organization_id} and k.organization_id = ${ctx.organization_id}
      and k.bulk_edit_id = ${id} and l.merged_into_id is null and ${sql.join(same, sql` and `)}
    order by l.id for update of l`)
}

/** But for those who would land in a stage that is off the board, or with somebody who left. */
async function putBack(ctx: Context, { id, columns }: Kept, before: readonly Lead[]): Promise<Lead[]> {
  const set = columns.map((column) =>
    column === 'first_replied_at'
      ? sql`first_replied_at = ${firstReply(ctx, id)}`
      : sql`${sql.ref(column)} = ${valueOf('before', column)}`,
  )
  const ways = [
    ...(columns.includes('stage_id') ? [isOnBoard(ctx)] : []),
    ...(columns.includes('owner_user_id') ? [isInTeam(ctx)] : []),
  ].map((way) => sql` and ${way}`)
  const changed = await ctx.db.all(sql<{ id: string }>`
    update leads l set ${sql.join(set)}, version = l.version + 1, updated_at = ${ctx.now.toString()}
    from lead_bulk_edit_values k
    where l.organization_id = ${ctx.organization_id} and l.id = any(${idsOf(before)}::uuid[])
      and k.organization_id = ${ctx.organization_id} and k.bulk_edit_id = ${id} and k.lead_id = l.id
      ${sql.join(ways, sql``)}
    returning l.id`)
  if (changed.length === 0) return []
  const rules = await listActiveScoreRules(ctx)
  return ctx.db.all(sql<Lead>`
    update leads l set score = ${scoreOf(rules)}
    where l.organization_id = ${ctx.organization_id} and l.id = any(${idsOf(changed)}::uuid[])
    returning ${sql.join(leadColumns.map((column) => sql.ref(`l.${column}`)))}`)
}

const idsOf = (many: readonly { id: string }[]) => `{${many.map(({ id }) => id).join()}}`

const isOnBoard = (ctx: Context) => sql<SqlBool>`(${valueOf('before', 'stage_id')} = l.stage_id or exists (
  select from lead_stages s where s.organization_id = ${ctx.organization_id} and s.archived_at is null
    and s.id = ${valueOf('before', 'stage_id')}))`

const isInTeam = (ctx: Context) => sql<SqlBool>`(
  ${valueOf('before', 'owner_user_id')} is null or ${valueOf('before', 'owner_user_id')} = l.owner_user_id or exists (
  select from memberships m where m.organization_id = ${ctx.organization_id}
    and m.user_id = ${valueOf('before', 'owner_user_id')}))`

/** As before the edit, unless somebody got back to them since. All that was noted since is gathered once. */
const firstReply = (ctx: Context, id: string) => sql`
  case when l.first_replied_at is distinct from ${valueOf('after', 'first_replied_at')} then l.first_replied_at
    else coalesce(${valueOf('before', 'first_replied_at')}, ((
      select jsonb_object_agg(r.lead_id, r.replied_at) from (
        select e.data ->> 'lead_id' as lead_id, min((e.data ->> 'happened_at')::timestamptz) as replied_at from events e
        where e.organization_id = ${ctx.organization_id} and e.id > ${id}::uuid and e.name = 'lead_activity.logged'
          and e.data ->> 'direction' = 'out' group by 1) r) ->> l.id::text)::timestamptz) end`
