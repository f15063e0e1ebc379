import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { changesBetween, recordEvent, recordEvents } from '#modules/events/record-event.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { refuseStrangers } from '#modules/lead-rules/refuse-strangers.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { compareLater } from './compare-later.ts'
import { leadsEdited, leadUpdated } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { matching } from './queries.ts'
import { bulkMax, type Lead, type LeadBulkEdit, type LeadBulkResult } from './schemas.ts'
import { fragmentOfAll } from './search-leads.ts'
import { listLeadStages } from './stage-queries.ts'
import { standOnBoard } from './stand-on-board.ts'

type Changes = LeadBulkEdit['changes']

/** The same change to many leads in one transaction: all of it or nothing. What is so already is left as it is. */
export async function editLeads(ctx: Context, { ids, filter, changes }: LeadBulkEdit): Promise<LeadBulkResult> {
  if ((ids === undefined) === (filter === undefined))
    throw refused('/filter', 'required', 'Send either `ids` or `filter`; an empty filter means everything.')
  const assignments = await assignmentsOf(ctx, changes)
  const before = await holdChosen(ctx, ids, filter)
  const bulk_edit_id = newId()
  const after = before.length === 0 ? [] : await change(ctx, before, assignments, { id: bulk_edit_id, changes })
  if (after.length === 0) return { matched_count: before.length, changed_count: 0, bulk_edit_id: null }
  const byId = new Map(before.map((lead) => [lead.id, lead]))
  if (changes.archived === false)
    compareLater(
      ctx,
      after.map(({ id }) => id),
    )
  recordEvents(ctx, leadUpdated, after, (lead) => changesBetween(byId.get(lead.id)!, lead))
  recordEvent(ctx, leadsEdited, { id: bulk_edit_id, changes, changed_count: after.length })
  return { matched_count: before.length, changed_count: after.length, bulk_edit_id }
}

async function holdChosen(ctx: Context, ids: LeadBulkEdit['ids'], filter: LeadBulkEdit['filter']): Promise<Lead[]> {
  const { q, ...rest } = filter ?? { archived: 'all' as const }
  let select = matching(ctx, rest).select(leadColumns)
  if (ids) select = select.where(sql<SqlBool>`id = any(${`{${ids.join()}}`}::uuid[])`)
  if (q?.trim()) select = select.where(await fragmentOfAll(ctx, matching(ctx, rest), q))
  const chosen = await ctx.db.all<Lead>(
    select
      .orderBy('id')
      .limit(sql.lit(bulkMax + 1))
      .forUpdate(),
  )
  if (chosen.length > bulkMax)
    throw refused('/filter', 'too_many', `More than ${bulkMax.toLocaleString('en')} leads match. Narrow the filter.`)
  if (ids && chosen.length < ids.length) throw notFound('lead')
  return chosen
}

type Assignment = { column: keyof Lead; value: RawBuilder<unknown> }

async function assignmentsOf(ctx: Context, changes: Changes): Promise<Assignment[]> {
  const { stage_id, owner_user_id, source, next_follow_up_at, add_tags, remove_tags, archived } = changes
  const list: Assignment[] = []
  const set = (column: keyof Lead, value: RawBuilder<unknown>) => void list.push({ column, value })
  if (owner_user_id) await refuseStrangers(ctx, [owner_user_id], '/changes/owner_user_id')
  if (stage_id) await setStage(ctx, changes, set)
  if (owner_user_id !== undefined) set('owner_user_id', sql`${owner_user_id}::uuid`)
  if (source !== undefined) set('source', sql`${source}::text`)
  if (next_follow_up_at !== undefined) set('next_follow_up_at', sql`${next_follow_up_at}::timestamptz`)
  if (add_tags?.length || remove_tags?.length) set('tags', tagsWith(add_tags ?? [], remove_tags ?? []))
  // What was merged into another comes back by undoing that alone.
  if (archived === true) set('archived_at', sql`coalesce(l.archived_at, ${ctx.now.toString()}::timestamptz)`)
  if (archived === false) set('archived_at', sql`case when l.merged_into_id is not null then l.archived_at end`)
  return list
}

async function setStage(ctx: Context, changes: Changes, set: (column: keyof Lead, value: RawBuilder<unknown>) => void) {
  const stage = (await listLeadStages(ctx)).data.find(({ id }) => id === changes.stage_id)
  if (!stage) throw refused('/changes/stage_id', 'not_found', 'There is no such stage.')
  if (stage.status === 'converted')
    throw conflict('leads.not_converted', 'Leads become customers one by one, by converting them.')
  const now = sql`${ctx.now.toString()}::timestamptz`
  // A customer stays one: the stage of those is left as it is.
  const unlessWon = (value: RawBuilder<unknown>, column: string) =>
    sql`case when l.status = 'converted' then ${sql.ref(`l.${column}`)} else ${value} end`
  set('stage_id', unlessWon(sql`${stage.id}::uuid`, 'stage_id'))
  set('status', unlessWon(sql`${stage.status}::text`, 'status'))
  set(
    'stage_changed_at',
    sql`case when l.status = 'converted' or l.stage_id = ${stage.id}::uuid then l.stage_changed_at else ${now} end`,
  )
  const reason = stage.status === 'disqualified' ? (changes.disqualified_reason ?? null) : null
  set('disqualified_reason', unlessWon(sql`${reason}::text`, 'disqualified_reason'))
  if (stage.status === 'contacted' || stage.status === 'qualified')
    set('first_replied_at', sql`coalesce(l.first_replied_at, ${now})`)
}

const tagsWith = (added: readonly string[], removed: readonly string[]) => sql`(
  select coalesce(jsonb_agg(t.tag order by t.place), '[]') from (
    select e.tag, min(e.place) as place
    from jsonb_array_elements_text(l.tags || ${JSON.stringify(added)}::jsonb) with ordinality e (tag, place)
    where not ${JSON.stringify(removed)}::jsonb ? e.tag group by e.tag) t)`

/**
 * Two statements, for the score looks at what the first one wrote. That one also keeps what it found and what it left
 * on each lead, as the database has them, to undo it.
 */
async function change(
  ctx: Context,
  before: readonly Lead[],
  assignments: readonly Assignment[],
  edit: { id: string; changes: Changes },
): Promise<Lead[]> {
  const { organization_id, actor, now } = ctx
  const chosen = sql`l.organization_id = ${organization_id} and l.id = any(${`{${before.map(({ id }) => id).join()}}`}::uuid[])`
  const names = assignments.map(({ column }) => column)
  const columns = sql.join(names.map((column) => sql.ref(`l.${column}`)))
  const values = sql.join(assignments.map(({ value }) => value))
  const asJson = (table: 'l' | 'o') =>
    sql`jsonb_build_object(${sql.join(names.flatMap((column) => [sql.lit(column), sql.ref(`${table}.${column}`)]))})`
  const changed = await ctx.db.all(sql<{ id: string }>`
    with changed as (
      update leads l set ${sql.join(assignments.map(({ column, value }) => sql`${sql.ref(column)} = ${value}`))},
        version = l.version + 1, updated_at = ${now.toString()}
      from leads o
      where ${chosen} and o.organization_id = ${organization_id} and o.id = l.id
        and (${columns}) is distinct from (${values})
      returning l.id, ${asJson('o')} as before, ${asJson('l')} as after
    ), kept as (
      insert into lead_bulk_edit_values (organization_id, bulk_edit_id, lead_id, before, after)
      select ${organization_id}::uuid, ${edit.id}::uuid, id, before, after from changed
    ), edit as (
      insert into lead_bulk_edits (organization_id, id, changes, columns, changed_count, actor_name, created_at)
      select ${organization_id}::uuid, ${edit.id}::uuid, ${JSON.stringify(edit.changes)}::jsonb, ${JSON.stringify(names)}::jsonb,
        count(*)::int, ${actor.name}::text, ${now.toString()}::timestamptz from changed having count(*) > 0
    )
    select id from changed`)
  if (changed.length === 0) return []
  const ids_changed = changed.map(({ id }) => id)
  if (assignments.some(({ column }) => column === 'archived_at')) standOnBoard(ctx, ids_changed)
  const rules = await listActiveScoreRules(ctx)
  return ctx.db.all(sql<Lead>`
    update leads l set score = ${scoreOf(rules)}
    where l.organization_id = ${ctx.organization_id} and l.id = any(${`{${ids_changed.join()}}`}::uuid[])
    returning ${sql.join(leadColumns.map((column) => sql.ref(`l.${column}`)))}`)
}

const refused = (pointer: string, code: string, detail: string) =>
  invalid('leads.invalid', detail, [{ pointer, code, detail }])
