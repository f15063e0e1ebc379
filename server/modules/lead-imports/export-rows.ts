import { Readable } from 'node:stream'
import type { Context } from '#platform/context.ts'
import { csvLine } from '#platform/csv.ts'
import { type Pool, read, type TextQuery } from '#platform/database.ts'
import { gone } from '#platform/errors.ts'
import { getLeadImport, selectRows } from './queries.ts'
import type { LeadImport, LeadImportRow, LeadImportRowExport } from './schemas.ts'

type Verdict = NonNullable<LeadImportRowExport['verdict']>

export const rowHeaders = (verdict: Verdict) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${verdict}-rows.csv"`,
  'cache-control': 'private, no-store',
})

const pageSize = 1_000
const pageBytes = 4_000_000

/** Refused once the rows are forgotten. */
export async function getImportWithRows(ctx: Context, id: string): Promise<LeadImport> {
  const lead_import = await getLeadImport(ctx, id)
  if (lead_import.is_swept)
    throw gone('lead_imports.swept', 'Rows are kept for 30 days. Import the file again to see what is wrong with it.')
  return lead_import
}

/** The rows as they stand in the file with the reason behind, so that they can be mended and imported again. */
export function exportRows(pool: Pool, organization_id: string, { id, heads }: LeadImport, verdict: Verdict): Readable {
  return Readable.from(piecesOf(pool, organization_id, id, heads ?? [], verdict), { objectMode: false })
}

async function* piecesOf(pool: Pool, organization_id: string, id: string, heads: string[], verdict: Verdict) {
  // Spreadsheets take a file for UTF-8 only when it begins so.
  yield `\uFEFF${csvLine([...heads, 'Line', 'Reason'])}`
  for (let after: number | undefined = 0; after !== undefined;) {
    const select = selectPage(organization_id, id, verdict, after)
    const page: LeadImportRow[] = await read(pool, organization_id, (tx) => tx.all(select))
    const lines = page.map((row) => csvLine([...heads.map((_, i) => row.cells[i]), row.line, reasonOf(row)]))
    if (lines.length) yield lines.join('')
    after = page.at(-1)?.line
  }
}

/** As many rows as are not too much to hold, and one at least. */
function selectPage(organization_id: string, id: string, verdict: Verdict, after: number): TextQuery<LeadImportRow> {
  const { text, parameters } = selectRows(organization_id, id, verdict, after, pageSize)
  return {
    text: `select w.line, w.verdict, w.cells, w.reasons, w.duplicate_of_line, w.duplicate_of_lead_id
           from (select r.*, octet_length(r.cells::text) as own, sum(octet_length(r.cells::text)) over (order by r.line) as size
             from (${text}) r) w where w.size - w.own < ${pageBytes} order by w.line`,
    parameters,
  }
}

/** In one sentence for a cell. */
export function reasonOf({ reasons, duplicate_of_line, duplicate_of_lead_id }: LeadImportRow): string {
  if (reasons.length) return reasons.map(({ column, detail }) => (column ? `${column}: ${detail}` : detail)).join(' ')
  if (duplicate_of_lead_id) return 'There is such a lead already.'
  return `The same as line ${duplicate_of_line}.`
}
