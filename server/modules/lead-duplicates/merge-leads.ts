import { sql } from 'kysely'
import { changesBetween, recordEvent, recordEvents } from '#modules/events/record-event.ts'
import { derivedColumns } from '#modules/leads/rules.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { scoreAnew } from '#modules/leads/update-lead.ts'
import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { leadMerged } from './events.ts'
import { lockLeads } from './lock-leads.ts'
import { mergedColumns, mergeOf } from './merge-rules.ts'
import type { LeadMerge } from './schemas.ts'
import { writeMerged } from './write-merged.ts'

/**
 * Makes several leads one: the others are hidden behind the one that stays, with all their history, and can come back
 * by undoing. What was merged into them before goes along.
 */
export async function mergeLeads(ctx: Context, id: string, merge: LeadMerge): Promise<Lead> {
  if (merge.lead_ids.includes(id))
    throw invalid('leads.invalid', 'A lead cannot be merged into itself.', [
      { pointer: '/lead_ids', code: 'not_allowed', detail: 'Leave out the lead that the others go into.' },
    ])
  const leads = await lockLeads(ctx, [id, ...merge.lead_ids])
  const survivor = leads.get(id)!
  const others = merge.lead_ids.map((each) => leads.get(each)!)
  refuseUnfit(survivor, others, merge)
  const moved = await hide(ctx, id, others)
  await writeMerged(ctx, id, {
    ...mergeOf(survivor, others, merge),
    ...derivedColumns(mergeOf(survivor, others, merge)),
  })
  const lead = await scoreAnew(ctx, id)
  const after = Object.fromEntries(mergedColumns.map((column) => [column, lead[column]]))
  ctx.db.send(sql`insert into lead_merges (organization_id, id, survivor_id, merged_ids, before, after, created_at)
    values (${ctx.organization_id}, ${newId()}, ${id}, ${JSON.stringify(merge.lead_ids)},
      ${JSON.stringify({ survivor, others, moved })}, ${JSON.stringify(after)}, ${ctx.now.toString()})`)
  closePairs(ctx, [id, ...merge.lead_ids])
  const merged_lead_ids = { before: [], after: merge.lead_ids }
  recordEvent(ctx, leadMerged, lead, { ...changesBetween(survivor, lead), merged_lead_ids })
  const hidden = [...(await lockLeads(ctx, merge.lead_ids)).values()]
  recordEvents(ctx, leadMerged, hidden, (each) => changesBetween(leads.get(each.id)!, each))
  return lead
}

function refuseUnfit(survivor: Lead, others: readonly Lead[], { fields = {}, custom_fields = {} }: LeadMerge): void {
  const merged = [survivor, ...others].find((lead) => lead.merged_into_id !== null)
  if (merged)
    throw conflict(
      'leads.merged',
      `“${merged.name}” was merged into another lead already. Merge with that one, or undo it.`,
    )
  if (survivor.archived_at)
    throw conflict('leads.archived', 'An archived lead cannot take in others. Restore it first.')
  const customers = [survivor, ...others].filter((lead) => lead.status === 'converted')
  if (customers.length > 1)
    throw conflict('leads.two_customers', 'Both are customers already, so neither can go into the other.')
  if (customers.length === 1 && customers[0] !== survivor)
    throw conflict(
      'leads.survivor_must_be_customer',
      `“${customers[0]!.name}” is a customer already: merge into that lead.`,
    )
  const ids = new Set([survivor, ...others].map(({ id }) => id))
  const strangers = [
    ...Object.entries(fields).map(([field, id]) => [`/fields/${field}`, id] as const),
    ...Object.entries(custom_fields).map(([field, id]) => [`/custom_fields/${field}`, id] as const),
  ].filter(([, id]) => !ids.has(id))
  const detail = 'Choose one of the leads that are merged.'
  if (strangers.length)
    throw invalid(
      'leads.invalid',
      'A value is chosen from a lead that is not part of this.',
      strangers.map(([pointer]) => ({ pointer, code: 'not_found', detail })),
    )
  if (fields.stage_id && fields.stage_id !== survivor.id && customers.length)
    throw invalid('leads.invalid', 'A customer stays in its stage.', [
      { pointer: '/fields/stage_id', code: 'not_allowed', detail: 'Keep the stage of the customer.' },
    ])
}

/** Answers which leads had been merged into these before, and into which: they follow, so that one look finds all. */
async function hide(ctx: Context, id: string, others: readonly Lead[]): Promise<{ id: string; from: string }[]> {
  const now = ctx.now.toString()
  const ids = `{${others.map((lead) => lead.id).join()}}`
  const moved = await ctx.db.all(sql<{ id: string; from: string }>`
    select id, merged_into_id as from from leads
    where organization_id = ${ctx.organization_id} and merged_into_id = any(${ids}::uuid[]) order by id for update`)
  const all = `{${[...others, ...moved].map((lead) => lead.id).join()}}`
  ctx.db.send(sql`update leads set merged_into_id = ${id}, archived_at = coalesce(archived_at, ${now}::timestamptz),
      version = version + 1, updated_at = ${now}
    where organization_id = ${ctx.organization_id} and id = any(${all}::uuid[])`)
  return moved
}

/** Pairs among them are done with. Whoever else one of them resembled is found anew beside the one that stays. */
function closePairs(ctx: Context, ids: readonly string[]): void {
  const all = `{${ids.join()}}`
  ctx.db.send(sql`update lead_duplicates set state = 'merged', dismissed_at = null, updated_at = ${ctx.now.toString()}
    where organization_id = ${ctx.organization_id} and lead_id = any(${all}::uuid[]) and other_lead_id = any(${all}::uuid[])`)
}
