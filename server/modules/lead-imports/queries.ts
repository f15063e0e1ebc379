import { leadAllowanceQuery } from '#modules/entitlements/queries.ts'
import { fileBeyond } from '#modules/entitlements/rules.ts'
import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type {
  LeadImport,
  LeadImportFields,
  LeadImportPage,
  LeadImportQuery,
  LeadImportRow,
  LeadImportRowPage,
  LeadImportRowQuery,
} from './schemas.ts'

const face = `i.id, i.file_name, i.byte_count, i.received_bytes, i.status, i.heads, i.fields, i.choices, i.row_count, i.new_count,
  i.duplicate_count, i.bad_count, i.masked_count, i.done_count, i.imported_count, i.undone_count,
  case when i.status = 'undone' then (select count(*)::int from leads l
    where l.organization_id = i.organization_id and l.import_id = i.id and l.archived_at is null) end as kept_count,
  i.failure, i.started_by, i.created_at, i.checked_at, i.ended_at, i.undone_at, i.swept_at is not null as is_swept`

type Face = Omit<LeadImport, 'beyond_plan'>

export async function getLeadImport(ctx: Context, id: string): Promise<LeadImport> {
  const query: TextQuery<Face> = {
    text: `select ${face} from lead_imports i where i.organization_id = $1 and i.id = $2`,
    parameters: [ctx.organization_id, id],
  }
  const [lead_import] = await besidePlan(ctx, [await ctx.db.one(query, () => notFound('import'))])
  return lead_import!
}

/** Newest first. */
export async function listLeadImports(ctx: Context, cursors: Cursors, query: LeadImportQuery): Promise<LeadImportPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('lead imports', query.cursor)
  const page: TextQuery<Face> = {
    text: `select ${face} from lead_imports i
           where i.organization_id = $1 and ($2::uuid is null or i.id < $2) order by i.id desc limit ${limit + 1}`,
    parameters: [ctx.organization_id, place?.id ?? null],
  }
  return pageOf(cursors, 'lead imports', await besidePlan(ctx, await ctx.db.all(page)), limit, ({ id }) => id)
}

/** Only what waits to be started is held against the limit of the plan. */
async function besidePlan(ctx: Context, imports: Face[]): Promise<LeadImport[]> {
  const allowance = imports.some(({ status }) => status === 'checked')
    ? await ctx.db.find(leadAllowanceQuery(ctx))
    : undefined
  return imports.map((each) => ({
    ...each,
    beyond_plan: each.status === 'checked' ? fileBeyond(allowance, wouldAdd(each)) : null,
  }))
}

const wouldAdd = ({ choices, row_count, bad_count, new_count }: Face): number =>
  choices?.duplicates === 'flag' ? row_count - bad_count : new_count

export type HeldImport = {
  organization_id: string
  id: string
  status: LeadImport['status']
  byte_count: number
  received_bytes: number
  part_count: number
  fields: LeadImport['fields']
  choices: LeadImport['choices']
  check_count: number
  read_line: number
  done_line: number
  imported_count: number
}

/** Nobody else changes it until the transaction ends. */
export async function lockLeadImport(ctx: Context, id: string): Promise<HeldImport> {
  const query: TextQuery<HeldImport> = {
    text: `select organization_id, id, status, byte_count, received_bytes, part_count, fields, choices, check_count, read_line,
             done_line, imported_count
           from lead_imports where organization_id = $1 and id = $2 for update`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('import'))
}

/** Where the file of an import lies, for reading it. */
export async function getStoredFile(ctx: Context, id: string) {
  const query: TextQuery<Pick<HeldImport, 'organization_id' | 'id' | 'part_count' | 'status'>> = {
    text: 'select organization_id, id, part_count, status from lead_imports where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('import'))
}

export async function findRemembered(ctx: Context, header_fingerprint: string): Promise<LeadImportFields | undefined> {
  const query: TextQuery<{ fields: LeadImportFields }> = {
    text: 'select fields from lead_import_columns where organization_id = $1 and header_fingerprint = $2',
    parameters: [ctx.organization_id, header_fingerprint],
  }
  return (await ctx.db.find(query))?.fields
}

/** Rows of one verdict as they stand in the file, from a line on. */
export const selectRows = (
  organization_id: string,
  import_id: string,
  verdict: string,
  after: number,
  limit: number,
): TextQuery<LeadImportRow> => ({
  text: `select line, verdict, cells, reasons, duplicate_of_line, duplicate_of_lead_id from lead_import_rows
         where organization_id = $1 and import_id = $2 and verdict = $3 and line > $4 and verdict <> 'new'
         order by line limit ${limit}`,
  parameters: [organization_id, import_id, verdict, after],
})

export async function listLeadImportRows(
  ctx: Context,
  cursors: Cursors,
  id: string,
  query: LeadImportRowQuery,
): Promise<LeadImportRowPage> {
  await getLeadImport(ctx, id)
  const limit = query.limit ?? 25
  const { verdict = 'bad' } = query
  const list = `lead import rows ${verdict}`
  const after = Number(cursors.decode(list, query.cursor)?.key ?? 0)
  const { text, parameters } = selectRows(ctx.organization_id, id, verdict, after, limit + 1)
  const cut: TextQuery<LeadImportRow> = {
    text: `select r.line, r.verdict, r.reasons, r.duplicate_of_line, r.duplicate_of_lead_id, (
             select coalesce(jsonb_agg(case when length(c.cell) > 300 then left(c.cell, 300) || '…' else c.cell end order by c.place), '[]')
             from jsonb_array_elements_text(r.cells) with ordinality c (cell, place)) as cells
           from (${text}) r order by r.line`,
    parameters,
  }
  const rows = await ctx.db.all(cut)
  const page = pageOf(
    cursors,
    list,
    rows.map((row) => ({ ...row, id })),
    limit,
    ({ line }) => line,
  )
  return { ...page, data: page.data.map(({ id: _, ...row }) => row) }
}
