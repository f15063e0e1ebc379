import { recordEvent } from '#modules/events/record-event.ts'
import { yearOf } from '#modules/leads/check-lead.ts'
import { listLeadFields, listLeadStages } from '#modules/leads/stage-queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { type CsvRecord, RecordTooLong } from '#platform/split-csv.ts'
import type { Storage } from '#platform/storage.ts'
import { leadImportChecked, leadImportFailed } from './events.ts'
import { findAmongLeads, findInFile } from './find-duplicates.ts'
import { listMemberAddresses } from '#modules/leads/member-queries.ts'
import { getLeadImport, type HeldImport, lockLeadImport } from './queries.ts'
import { type FileHead, readHead, readRecords, removeFile, unreadable } from './read-file.ts'
import { type Around, type ReadRow, readRow } from './read-row.ts'

const batchSize = 1_000
/** Rows are held and written together; of very long ones fewer. */
const batchLetters = 4_000_000

/**
 * Reads a file a batch at a time into rows and then finds what is there already. How far it is stands beside the rows,
 * so starting over after a crash is going on. Another check with other columns ends this one.
 */
export async function continueCheck(
  transact: InTransaction,
  storage: Storage,
  id: string,
  check_count: number,
): Promise<void> {
  const hold = async (ctx: Context) => {
    const held = await lockLeadImport(ctx, id)
    return held.status === 'checking' && held.check_count === check_count ? held : undefined
  }
  const held = await transact(hold)
  if (!held) return
  try {
    const head = await readHead(storage, held)
    const around = await transact((ctx) => lookAround(ctx, held, head))
    for await (const batch of batchesOf(readRecords(storage, held, head), held.read_line)) {
      const goesOn = await transact(async (ctx) => {
        const now = await hold(ctx)
        if (!now) return false
        // Another run of this job may be ahead: what is written is not written again.
        const rows = batch.filter(({ line }) => line > now.read_line).map((record) => readRow(record, around))
        return rows.length ? keep(ctx, held, rows) : true
      })
      if (!goesOn) return
    }
    await transact(async (ctx) => ((await hold(ctx)) ? conclude(ctx, id) : undefined))
  } catch (error) {
    if (!(error instanceof Problem || error instanceof RecordTooLong)) throw error
    const failure = error.message
    const failed = await transact(async (ctx) => ((await hold(ctx)) ? fail(ctx, id, failure) : false))
    if (failed) await removeFile(storage, held)
  }
}

async function lookAround(ctx: Context, { fields, choices }: HeldImport, { heads }: FileHead): Promise<Around> {
  const { data: own } = await listLeadFields(ctx)
  const { data: stages } = await listLeadStages(ctx)
  const { timezone } = await getOrganization(ctx)
  const members = await listMemberAddresses(ctx)
  return { heads, fields: fields!, choices: choices!, own, stages, members, timezone, year: yearOf(ctx) }
}

async function* batchesOf(records: AsyncIterable<CsvRecord>, read_line: number): AsyncGenerator<CsvRecord[]> {
  let batch: CsvRecord[] = []
  let letters = 0
  for await (const record of records) {
    if (record.line <= read_line) continue
    batch.push(record)
    letters += record.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (batch.length < batchSize && letters < batchLetters) continue
    yield batch
    batch = []
    letters = 0
  }
  if (batch.length) yield batch
}

async function keep(ctx: Context, { id, choices }: HeldImport, read: ReadRow[]): Promise<boolean> {
  const good = read.filter(({ lead }) => lead !== null)
  const inFile = await findInFile(ctx, id, good, choices!)
  const amongLeads = await findAmongLeads(ctx, id, good, choices!)
  const rows = read.map(({ lead, ...row }) => {
    const same = { duplicate_of_line: inFile.get(row.line), duplicate_of_lead_id: amongLeads.get(row.line) }
    const verdict = !lead ? 'bad' : same.duplicate_of_line || same.duplicate_of_lead_id ? 'duplicate' : 'new'
    return { ...row, ...(lead && { lead }), ...same, verdict }
  })
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length
  ctx.db.send({
    text: `insert into lead_import_rows (organization_id, import_id, line, verdict, cells, lead, reasons, email_normalized,
             phone, uen, duplicate_of_line, duplicate_of_lead_id)
           select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r (
             line integer, verdict text, cells jsonb, lead jsonb, reasons jsonb, email_normalized text, phone text, uen text,
             duplicate_of_line integer, duplicate_of_lead_id uuid)`,
    parameters: [ctx.organization_id, id, JSON.stringify(rows)],
  })
  ctx.db.send({
    text: `update lead_imports set read_line = $3, row_count = row_count + $4, bad_count = bad_count + $5,
             new_count = new_count + $6, duplicate_count = duplicate_count + $7, masked_count = masked_count + $8
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      rows.at(-1)!.line,
      rows.length,
      ...[count('bad'), count('new'), count('duplicate')],
      rows.reduce((sum, row) => sum + row.masked_count, 0),
    ],
  })
  return true
}

async function conclude(ctx: Context, id: string): Promise<void> {
  ctx.db.send({
    text: `update lead_imports set status = 'checked', checked_at = $3 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, ctx.now.toString()],
  })
  const lead_import = await getLeadImport(ctx, id)
  if (lead_import.row_count === 0) throw unreadable('There are no rows below the heads. Export the file again.')
  recordEvent(ctx, leadImportChecked, lead_import)
}

export async function fail(ctx: Context, id: string, failure: string): Promise<boolean> {
  ctx.db.send({
    text: `update lead_imports set status = 'failed', failure = $3, ended_at = $4 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, failure, ctx.now.toString()],
  })
  recordEvent(ctx, leadImportFailed, await getLeadImport(ctx, id))
  return true
}
