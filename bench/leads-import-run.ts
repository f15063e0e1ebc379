import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { checkLeadImport } from '#modules/lead-imports/check-lead-import.ts'
import { continueCheck } from '#modules/lead-imports/continue-check.ts'
import { continueLeadImport } from '#modules/lead-imports/continue-lead-import.ts'
import { createLeadImport } from '#modules/lead-imports/create-lead-import.ts'
import { getLeadImport } from '#modules/lead-imports/queries.ts'
import { startLeadImport } from '#modules/lead-imports/start-lead-import.ts'
import { uploadLeadImport } from '#modules/lead-imports/upload-lead-import.ts'
import { addLeadDefaults } from '#modules/leads/add-lead-defaults.ts'
import { exportLeads, prepareExport } from '#modules/leads/export-leads.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { createPool, type Pool, transact } from '#platform/database.ts'
import { createStorage } from '#platform/storage.ts'
import { makeTenant, makeUser } from './api-data.ts'

type Orders = { what: 'import' | 'export'; rows: number; url: string; user_url: string; folder: string }
export type Measured = { seconds: number; peak_mib: number; rows: number; duplicates?: number }

const now = Temporal.Instant.from('2026-11-01T04:00:00Z')

async function run({ what, rows, url, user_url, folder }: Orders): Promise<Measured> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('set search_path = app')
  const { organization_id } = await makeTenant(
    admin,
    await makeUser(admin),
    (what === 'import' ? 1 : 2) * 1_000_000 + rows,
  )
  const pool = createPool({ url: user_url, max: 2, name: 'bench' })
  const inTransaction: InTransaction = (work) =>
    transact(pool, organization_id, (db) => work(contextOver(db, organization_id)))
  await inTransaction(async (ctx) => addLeadDefaults(ctx))
  const measured =
    what === 'import'
      ? await importRows(inTransaction, folder, rows)
      : await exportRows(pool, inTransaction, admin, organization_id, rows)
  await pool.end()
  await admin.end()
  return { ...measured, peak_mib: process.resourceUsage().maxRSS / 1024 }
}

const contextOver = (db: Context['db'], organization_id: string): Context => ({
  db,
  organization_id,
  actor: { kind: 'system', id: null, name: 'Bench' },
  request_id: null,
  ip: null,
  user_agent: null,
  now,
})

/** From the first piece of the file to the last lead. */
async function importRows(inTransaction: InTransaction, folder: string, rows: number) {
  const storage = createStorage(pathToFileURL(join(folder, 'files')).href)
  const lines = Array.from({ length: rows }, (_, i) => lineOf(i, rows))
  const bytes = Buffer.from(`Name,Email,Phone,Company,Value,Tags,Notes\n${lines.join('\n')}\n`)
  const began = performance.now()
  const { id } = await inTransaction((ctx) =>
    createLeadImport(ctx, { file_name: 'bench.csv', byte_count: bytes.length }),
  )
  for (let from_byte = 0; from_byte < bytes.length; from_byte += 1_048_576) {
    const content = bytes.subarray(from_byte, from_byte + 1_048_576).toString('base64')
    await inTransaction((ctx) => uploadLeadImport(ctx, storage, id, { from_byte, content }))
  }
  const fields = ['name', 'email', 'phone', 'company', 'value', 'tags', 'notes']
  const choices = {
    duplicates: 'flag' as const,
    match_by: ['email' as const, 'phone' as const, 'uen' as const],
    date_order: 'day_first' as const,
    source: 'Bench',
    tags: [],
  }
  await inTransaction((ctx) => checkLeadImport(ctx, storage, id, { fields, choices }))
  await continueCheck(inTransaction, storage, id, 1)
  await inTransaction((ctx) => startLeadImport(ctx, id))
  await continueLeadImport(inTransaction, storage, id)
  const seconds = (performance.now() - began) / 1000
  const done = await inTransaction((ctx) => getLeadImport(ctx, id))
  if (done.status !== 'completed' || done.imported_count !== rows) throw new Error(JSON.stringify(done))
  return { seconds, rows: done.imported_count, duplicates: done.duplicate_count }
}

/** Each tenth row has the address of the one before it. */
function lineOf(i: number, rows: number): string {
  const same = i % 10 === 9 ? i - 1 : i
  const phone = `+65${80_000_000 + i}`
  return `Lead ${i},lead${same}@rows${rows}.example,${phone},"Company ${i % 997}, Pte. Ltd.",${i % 500}.50,"fair, ${i % 7}","Said ""call me"" ${i}"`
}

/** From the question to the last line, as fast as somebody counts them. */
async function exportRows(
  pool: Pool,
  inTransaction: InTransaction,
  admin: pg.Client,
  organization_id: string,
  rows: number,
) {
  await admin.query(
    `insert into leads (organization_id, id, name, email, phone, company, source, stage_id, status, stage_changed_at, tags, notes,
       name_normalized, search_text, created_at, updated_at)
     select $1, uuidv7(), 'Lead ' || i, 'lead' || i || '@example.com', '+659' || i, 'Company ' || i, 'Bench', s.id, s.status, now(),
       '["fair"]', 'Said "call me", then = not', 'lead ' || i, 'lead ' || i, now(), now()
     from generate_series(1, $2) i, (select id, status from lead_stages where organization_id = $1 order by position limit 1) s`,
    [organization_id, rows],
  )
  await admin.query('vacuum (analyze) leads')
  const began = performance.now()
  const around = await inTransaction((ctx) => prepareExport(ctx, {}))
  let lines = -1
  for await (const piece of exportLeads(pool, around, {})) lines += String(piece).split('\r\n').length - 1
  return { seconds: (performance.now() - began) / 1000, rows: lines }
}

if (process.argv[2]) {
  const orders = JSON.parse(process.argv[2]) as Orders
  process.stdout.write(JSON.stringify(await run(orders)))
}
