import { sql } from 'kysely'
import { recordEvents } from '#modules/events/record-event.ts'
import { chooseOwners, type Choice } from '#modules/lead-rules/choose-owners.ts'
import { listActiveScoreRules } from '#modules/lead-rules/queries.ts'
import { scoreOf } from '#modules/lead-rules/score.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { compareLater } from './compare-later.ts'
import { leadAssigned, leadCreated } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { derivedColumns } from './rules.ts'
import type { Lead, NewLead } from './schemas.ts'
import { listLeadStages } from './stage-queries.ts'

/**
 * Details that `prepareDetails` or an import made sure of. `owner_user_id` left out: whom the rules name; null: nobody.
 * A row with `merged` is not announced by itself, for whoever makes it announces something else.
 */
export type PreparedLead = NewLead & {
  id?: string
  visited_pages?: string[]
  submission_count?: number
  import_id?: string
}

/** Makes leads as a set: one insert however many, scored and given to somebody, each announced. */
export async function insertLeads(ctx: Context, prepared: readonly PreparedLead[]): Promise<Lead[]> {
  if (prepared.length === 0) return []
  const [rules, { data: stages }] = [await listActiveScoreRules(ctx), await listLeadStages(ctx)]
  const first = stages.find(({ status }) => status === 'new') ?? stages[0]!
  const rows = prepared.map((lead) => {
    const stage = lead.stage_id ? stages.find(({ id }) => id === lead.stage_id) : first
    if (!stage || stage.status === 'converted') throw notFound('stage that a new lead can be in')
    return rowOf(ctx, lead, stage)
  })
  const columns = sql.join(Object.keys(rows[0]!).map((column) => sql.ref(column)))
  const leads = await ctx.db.all(sql<Lead>`
    insert into leads (${columns}, score)
    select ${sql.join(Object.keys(rows[0]!).map((column) => sql.ref(`l.${column}`)))}, ${scoreOf(rules)}
    from jsonb_populate_recordset(null::leads, ${JSON.stringify(rows)}::jsonb) l
    where l.organization_id = ${ctx.organization_id}
    returning ${sql.join(leadColumns.map((column) => sql.ref(column)))}`)
  compareLater(
    ctx,
    rows.map(({ id }) => id),
  )
  const unowned = new Set(rows.filter((_, i) => prepared[i]!.owner_user_id === undefined).map(({ id }) => id))
  const owners = await chooseOwners(ctx, [...unowned])
  setOwners(ctx, owners)
  const byId = new Map(
    leads.map((lead) => [lead.id, { ...lead, owner_user_id: owners.get(lead.id)?.user_id ?? lead.owner_user_id }]),
  )
  const made = rows.map(({ id }) => byId.get(id)!)
  recordEvents(ctx, leadCreated, made)
  recordEvents(
    ctx,
    leadAssigned,
    made.filter(({ owner_user_id }) => owner_user_id !== null),
    ({ id, owner_user_id }) => givenTo(owner_user_id, owners.get(id)?.rule_name),
  )
  return made
}

/** What the timeline says of it: who got the lead, and by which rule where one decided. */
const givenTo = (owner_user_id: string | null, rule_name: string | undefined) => ({
  owner_user_id: { before: null, after: owner_user_id },
  ...(rule_name && { assignment_rule: { before: null, after: rule_name } }),
})

function rowOf(ctx: Context, lead: PreparedLead, stage: { id: string; status: string }) {
  const now = ctx.now.toString()
  return {
    organization_id: ctx.organization_id,
    id: lead.id ?? newId(),
    name: lead.name,
    email: lead.email ?? null,
    phone: lead.phone ?? null,
    company: lead.company ?? null,
    job_title: lead.job_title ?? null,
    source: lead.source ?? 'Added by hand',
    stage_id: stage.id,
    status: stage.status,
    stage_changed_at: now,
    owner_user_id: lead.owner_user_id ?? null,
    next_follow_up_at: lead.next_follow_up_at ?? null,
    estimated_value_cents: lead.estimated_value_cents ?? null,
    tags: lead.tags ?? [],
    utm: lead.utm ?? {},
    visited_pages: lead.visited_pages ?? [],
    submission_count: lead.submission_count ?? 0,
    custom_fields: withoutEmpty(lead.custom_fields ?? {}),
    notes: lead.notes ?? null,
    import_id: lead.import_id ?? null,
    ...derivedColumns(lead),
    version: 1,
    created_at: now,
    updated_at: now,
  }
}

/** A field of one's own that is emptied is not there. */
export const withoutEmpty = (fields: NonNullable<NewLead['custom_fields']>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''))

function setOwners(ctx: Context, owners: ReadonlyMap<string, Choice>): void {
  if (owners.size === 0) return
  const users = [...owners.values()].map(({ user_id }) => user_id)
  ctx.db.send(sql`update leads l set owner_user_id = o.owner
    from unnest(${`{${[...owners.keys()].join()}}`}::uuid[], ${`{${users.join()}}`}::uuid[]) o (id, owner)
    where l.organization_id = ${ctx.organization_id} and l.id = o.id`)
}
