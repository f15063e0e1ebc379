import { sql } from 'kysely'
import { changesBetween, recordEvent, recordEvents } from '#modules/events/record-event.ts'
import { compareLater } from '#modules/leads/compare-later.ts'
import { getLead } from '#modules/leads/queries.ts'
import { derivedColumns } from '#modules/leads/rules.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { standOnBoard } from '#modules/leads/stand-on-board.ts'
import { scoreAnew } from '#modules/leads/update-lead.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { leadUnmerged } from './events.ts'
import { lockLeads } from './lock-leads.ts'
import { mergedColumns } from './merge-rules.ts'
import type { LeadUnmerge } from './schemas.ts'
import { writeMerged } from './write-merged.ts'

type Kept = {
  id: string
  survivor_id: string
  merged_ids: string[]
  before: { survivor: Lead; others: Lead[]; moved: { id: string; from: string }[] }
  after: Partial<Lead>
}

/**
 * Undoes the last merge of a lead, asked of the one that stayed or of one that went into it: all are as they were.
 * What somebody changed on the survivor since then stays as they changed it.
 */
export async function unmergeLeads(ctx: Context, id: string): Promise<LeadUnmerge> {
  const asked = await getLead(ctx, id)
  const survivor_id = asked.merged_into_id ?? id
  const survivor = (await lockLeads(ctx, [survivor_id])).get(survivor_id)!
  const merge = await ctx.db.find(sql<Kept>`
    select id, survivor_id, merged_ids, before, after from lead_merges
    where organization_id = ${ctx.organization_id} and survivor_id = ${survivor_id} and undone_at is null
    order by id desc limit 1 for update`)
  refuseUnfit(asked, survivor, merge)
  const { before, after, merged_ids } = merge!
  await showAgain(ctx, before)
  const values = valuesBefore(survivor, before.survivor, after)
  await writeMerged(ctx, survivor_id, { ...values, ...derivedColumns({ ...survivor, ...values }) })
  ctx.db.send(sql`update lead_merges set undone_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and id = ${merge!.id}`)
  standOnBoard(ctx, [survivor_id, ...merged_ids])
  reopenPairs(ctx, [survivor_id, ...merged_ids])
  const lead = await scoreAnew(ctx, survivor_id)
  const restored = [...(await lockLeads(ctx, merged_ids)).values()]
  recordEvent(ctx, leadUnmerged, lead, {
    ...changesBetween(survivor, lead),
    merged_lead_ids: { before: merged_ids, after: [] },
  })
  recordEvents(ctx, leadUnmerged, restored, (each) => ({
    merged_into_id: { before: survivor_id, after: each.merged_into_id },
  }))
  return { lead, restored }
}

function refuseUnfit(asked: Lead, survivor: Lead, merge: Kept | undefined): void {
  if (survivor.merged_into_id)
    throw conflict('leads.merged', 'The lead it went into was merged into another since. Undo that one first.')
  if (!merge) throw conflict('leads.not_merged', 'Nothing was merged into this lead.')
  if (asked.id !== survivor.id && !merge.merged_ids.includes(asked.id))
    throw conflict('leads.later_merge', `Others were merged into “${survivor.name}” since. Undo that one first.`)
  if (survivor.customer_id !== merge.before.survivor.customer_id)
    throw conflict(
      'leads.converted_since',
      'The lead became a customer since it was merged, with what both said. It cannot be parted any more.',
    )
}

/** The others as they were; what had gone into them before is behind them again. */
async function showAgain(ctx: Context, { others, moved }: Kept['before']): Promise<void> {
  const rows = [
    ...others.map(({ id, archived_at }) => ({ id, archived_at, into: null })),
    ...moved.map(({ id, from }) => ({ id, archived_at: null, into: from })),
  ]
  await ctx.db.all(sql`
    update leads l set merged_into_id = r.into,
      archived_at = case when r.into is null then r.archived_at else l.archived_at end,
      version = l.version + 1, updated_at = ${ctx.now.toString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, archived_at timestamptz, "into" uuid)
    where l.organization_id = ${ctx.organization_id} and l.id = r.id`)
  compareLater(
    ctx,
    rows.map(({ id }) => id),
  )
}

const staged = ['stage_id', 'status', 'stage_changed_at', 'disqualified_reason', 'first_replied_at'] as const

/** What the merge wrote and nobody changed since. A stage goes back with all that belongs to it, or not at all. */
function valuesBefore(now: Lead, before: Lead, after: Partial<Lead>): Partial<Lead> {
  const isUntouched = (column: keyof Lead) => same(now[column], after[column])
  const isStageUntouched = isUntouched('stage_id') && isUntouched('stage_changed_at')
  const columns = mergedColumns.filter((column) =>
    (staged as readonly string[]).includes(column) ? isStageUntouched && isUntouched(column) : isUntouched(column),
  )
  const values = Object.fromEntries(columns.map((column) => [column, before[column]])) as Partial<Lead>
  // Those who wrote again since have done so once more than before.
  const written = now.submission_count - (after.submission_count ?? 0)
  return { ...values, submission_count: before.submission_count + Math.max(0, written) }
}

/** As JSON is kept by the database, whose keys have an order of their own. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : each,
  )

function reopenPairs(ctx: Context, ids: readonly string[]): void {
  const all = `{${ids.join()}}`
  ctx.db.send(sql`update lead_duplicates set state = 'open', updated_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and state = 'merged'
      and lead_id = any(${all}::uuid[]) and other_lead_id = any(${all}::uuid[])`)
}
