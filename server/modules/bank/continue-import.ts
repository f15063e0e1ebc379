import { recordEvent } from '#modules/events/record-event.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Storage } from '#platform/storage.ts'
import { bankImportCompleted, bankImportFailed } from './events.ts'
import { matchOpen } from './match-open.ts'
import { findUnread, getBankImport, getRemembered, type UnreadImport } from './queries.ts'
import { readStatement } from './read-statement.ts'
import { numberRows, type SeenRows } from './row-hash.ts'
import { type BadRow, isBad, isRow, type StatementItem, type StatementRow } from './statement-rows.ts'

const batchSize = 1_000
const keptBadRows = 100

/**
 * Reads a statement a batch at a time, and then matches. A line that is there already is passed over, so starting over
 * after a crash is going on.
 */
export async function continueImport(transact: InTransaction, storage: Storage, id: string): Promise<void> {
  const unread = await transact((ctx) => findUnread(ctx, id))
  if (!unread) return
  try {
    if (unread.status === 'reading') await readFile(transact, storage, unread)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const failure = error.message
    return transact((ctx) => end(ctx, id, 'failed', failure))
  }
  await transact(async (ctx) => move(ctx, id, 'matching'))
  await matchOpen(transact, id)
  await transact((ctx) => end(ctx, id, 'completed', null))
}

async function readFile(transact: InTransaction, storage: Storage, unread: UnreadImport): Promise<void> {
  const bytes = await storage.get(unread.file_key)
  if (!bytes) throw new Error(`The file of bank import ${unread.id} is not in the storage`)
  const remembered = await transact((ctx) => getRemembered(ctx, unread.bank_account_id))
  const progress: Progress = { row_count: 0, bad_count: 0, doubtful_count: 0, bad_rows: [] }
  const seen: SeenRows = new Map()
  const { items } = readStatement(bytes, { remembered })
  const write = (batch: StatementItem[]) => transact((ctx) => keep(ctx, unread, batch, progress, seen))
  let batch: StatementItem[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    await write(batch)
    batch = []
  }
  await write(batch)
}

type Progress = { row_count: number; bad_count: number; doubtful_count: number; bad_rows: BadRow[] }

async function keep(
  ctx: Context,
  { id, bank_account_id }: UnreadImport,
  batch: StatementItem[],
  progress: Progress,
  seen: SeenRows,
): Promise<void> {
  const bad = batch.filter(isBad)
  const rows = batch.filter(isRow)
  progress.row_count += rows.length
  progress.bad_count += bad.length
  progress.doubtful_count += rows.filter(({ warning }) => warning !== null).length
  progress.bad_rows.push(...bad.slice(0, keptBadRows - progress.bad_rows.length))
  const { new_count } = await ctx.db.one(insertRows(ctx, id, bank_account_id, rows, seen))
  ctx.db.send({
    text: `update bank_imports set row_count = $3, bad_count = $4, doubtful_count = $5, bad_rows = $6::jsonb,
             new_count = new_count + $7
           where organization_id = $1 and id = $2`,
    parameters: [
      ctx.organization_id,
      id,
      progress.row_count,
      progress.bad_count,
      progress.doubtful_count,
      JSON.stringify(progress.bad_rows),
      new_count,
    ],
  })
}

function insertRows(
  ctx: Context,
  import_id: string,
  account_id: string,
  rows: StatementRow[],
  seen: SeenRows,
): TextQuery<{ new_count: number }> {
  const given = numberRows(rows, seen).map((row) => ({ ...row, id: newId() }))
  return {
    text: `
      with given as (
        select * from jsonb_to_recordset($4::jsonb) as g (
          id uuid, line integer, row_hash text, occurrence integer, transaction_date date, amount_cents bigint, description text,
          reference text, payer_name text, payer_account text, balance_cents bigint, warning text)
      ), inserted as (
        insert into bank_transactions (organization_id, id, bank_account_id, bank_import_id, line, row_hash, occurrence,
          transaction_date, amount_cents, description, reference, payer_name, payer_account, balance_cents, warning,
          created_at, updated_at)
        select $1, id, $2, $3, line, row_hash, occurrence, transaction_date, amount_cents, description, reference, payer_name,
          payer_account, balance_cents, warning, $5, $5
        from given order by row_hash, occurrence
        on conflict (organization_id, bank_account_id, row_hash, occurrence) do nothing
        returning id
      )
      select count(*)::int as new_count from inserted`,
    parameters: [ctx.organization_id, account_id, import_id, JSON.stringify(given), ctx.now.toString()],
  }
}

async function move(ctx: Context, id: string, status: 'matching'): Promise<void> {
  ctx.db.send({
    text: `update bank_imports set status = $3 where organization_id = $1 and id = $2 and status = 'reading'`,
    parameters: [ctx.organization_id, id, status],
  })
}

async function end(ctx: Context, id: string, status: 'completed' | 'failed', failure: string | null): Promise<void> {
  const ended = await ctx.db.find({
    text: `update bank_imports i set status = $3, failure = $4, ended_at = $5, matched_count = (
             select count(*) from bank_transactions t where t.organization_id = $1 and t.bank_import_id = $2
               and t.status = 'matched' and t.is_automatic)
           where i.organization_id = $1 and i.id = $2 and i.status in ('reading', 'matching') returning i.id`,
    parameters: [ctx.organization_id, id, status, failure, ctx.now.toString()],
  })
  if (!ended) return
  recordEvent(ctx, status === 'completed' ? bankImportCompleted : bankImportFailed, await getBankImport(ctx, id))
}
