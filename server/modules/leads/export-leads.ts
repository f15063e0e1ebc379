import { Readable } from 'node:stream'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { csvLine } from '#platform/csv.ts'
import { db, type Pool, read } from '#platform/database.ts'
import { leadsExported } from './events.ts'
import { leadColumns } from './lead-columns.ts'
import { listMemberAddresses } from './member-queries.ts'
import { matching } from './queries.ts'
import { holdsFragment } from './search-leads.ts'
import type { Lead, LeadExport } from './schemas.ts'
import { listLeadFields } from './stage-queries.ts'
import type { LeadField } from './stage-schemas.ts'

const pageSize = 1_000

export const exportHeaders = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="leads.csv"',
  'cache-control': 'private, no-store',
}

/** What the lines are written with, looked up once for all of them. */
export type ExportAround = {
  organization_id: string
  now: Temporal.Instant
  own: LeadField[]
  stages: ReadonlyMap<string, string>
  owners: ReadonlyMap<string, string>
}

/** Records that somebody takes leads out, and of which filter. */
export async function prepareExport(ctx: Context, query: LeadExport): Promise<ExportAround> {
  const { organization_id, now } = ctx
  const stages = await ctx.db.all(
    db.selectFrom('lead_stages').select(['id', 'name']).where('organization_id', '=', organization_id),
  )
  const members = await listMemberAddresses(ctx)
  const { data: own } = await listLeadFields(ctx)
  recordEvent(ctx, leadsExported, { ...query, id: organization_id })
  return {
    organization_id,
    now,
    own,
    stages: new Map(stages.map(({ id, name }) => [id, name])),
    owners: new Map([...members].map(([email, id]) => [id, email])),
  }
}

/** Newest first, a page at a time and as fast as it is read, so that many take no more memory than few. */
export function exportLeads(pool: Pool, around: ExportAround, query: LeadExport): Readable {
  return Readable.from(piecesOf(pool, around, query), { objectMode: false })
}

/** Heads that an import knows again. */
const heads = [
  'Name',
  'Email',
  'Phone',
  'Company',
  'UEN',
  'Job title',
  'Source',
  'Stage',
  'Status',
  'Score',
  'Owner',
].concat(['Next follow-up', 'Value', 'Tags', 'First campaign', 'Last campaign', 'Archived', 'Created', 'ID', 'Notes'])

async function* piecesOf(pool: Pool, around: ExportAround, query: LeadExport): AsyncGenerator<string> {
  // Spreadsheets take a file for UTF-8 only when it begins so.
  yield `\uFEFF${csvLine([...heads, ...around.own.map(({ label }) => label)])}`
  const { organization_id: _, q, ...filter } = query
  let last: string | undefined
  do {
    let select = matching(around, filter).select(leadColumns).orderBy('id', 'desc').limit(pageSize)
    if (q?.trim()) select = select.where(holdsFragment(q))
    if (last) select = select.where('id', '<', last)
    const page = await read(pool, around.organization_id, (tx) => tx.all<Lead>(select))
    if (page.length) yield page.map((lead) => csvLine(cellsOf(lead, around))).join('')
    last = page.length === pageSize ? page.at(-1)!.id : undefined
  } while (last)
}

function cellsOf(lead: Lead, { own, stages, owners }: ExportAround): unknown[] {
  return [
    ...[lead.name, lead.email, lead.phone, lead.company, lead.uen, lead.job_title, lead.source],
    ...[stages.get(lead.stage_id), lead.status, lead.score, owners.get(lead.owner_user_id ?? '')],
    ...[lead.next_follow_up_at, dollars(lead.estimated_value_cents), lead.tags.join(', ')],
    ...[lead.utm.first?.campaign, lead.utm.last?.campaign, lead.archived_at, lead.created_at, lead.id, lead.notes],
    ...own.map(({ key }) => lead.custom_fields[key]),
  ]
}

const dollars = (cents: number | null): string | null =>
  cents === null ? null : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
