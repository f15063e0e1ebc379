import { createHash } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { pgArray } from '#platform/pipeline.ts'
import { decodeStatement } from './decode-statement.ts'
import { findByHash } from './import-statement.ts'
import { getBankAccount, getRemembered } from './queries.ts'
import { readContent } from './read-content.ts'
import { readStatement } from './read-statement.ts'
import { numberRows, type SeenRows } from './row-hash.ts'
import type { StatementPreview, StatementToPreview } from './schemas.ts'
import { separatorOf, splitCsv } from '#platform/split-csv.ts'
import { isBad, isRow, type StatementItem, type StatementRow } from './statement-rows.ts'

const shown = { rows: 20, doubtful: 20, bad: 100 }
const batchSize = 2_000

/** How a statement would be read and what of it is new, before anything is imported. Changes nothing. */
export async function previewStatement(
  ctx: Context,
  account_id: string,
  file: StatementToPreview,
): Promise<StatementPreview> {
  const { id } = await getBankAccount(ctx, account_id)
  const bytes = readContent(file)
  const remembered = await getRemembered(ctx, id)
  const { format, csv, items } = readStatement(bytes, { mapping: file.mapping, remembered })
  const same = await findByHash(ctx, id, createHash('sha256').update(bytes).digest('hex'))
  return {
    format,
    bank: csv?.bank ?? null,
    header_fingerprint: csv?.header_fingerprint ?? null,
    heads: csv?.heads ?? [],
    mapping: csv?.mapping ?? null,
    sample: csv ? sampleOf(decodeStatement(bytes), csv.header_line) : [],
    ...(await countItems(ctx, id, items)),
    known_import_id: same?.id ?? null,
  }
}

type Counted = Omit<
  StatementPreview,
  'format' | 'bank' | 'header_fingerprint' | 'heads' | 'mapping' | 'sample' | 'known_import_id'
>

/** In batches, so that others are answered while a large file is counted. */
async function countItems(ctx: Context, account_id: string, items: Iterable<StatementItem>): Promise<Counted> {
  const counted: Counted = {
    rows: [],
    row_count: 0,
    new_count: 0,
    known_count: 0,
    bad_count: 0,
    doubtful_count: 0,
    in_cents: 0,
    out_cents: 0,
    from_date: null,
    to_date: null,
    bad_rows: [],
    doubtful_rows: [],
  }
  const seen: SeenRows = new Map()
  const count = async (batch: StatementItem[]) => {
    const rows = batch.filter(isRow)
    const bad = batch.filter(isBad)
    const doubtful = rows.filter(({ warning }) => warning !== null)
    const { known } = await ctx.db.one(knownAmong(ctx, account_id, numberRows(rows, seen)))
    counted.row_count += rows.length
    counted.known_count += known
    counted.new_count += rows.length - known
    counted.bad_count += bad.length
    counted.doubtful_count += doubtful.length
    counted.rows.push(...rows.slice(0, shown.rows - counted.rows.length).map(shownOf))
    counted.bad_rows.push(...bad.slice(0, shown.bad - counted.bad_rows.length))
    counted.doubtful_rows.push(...doubtful.slice(0, shown.doubtful - counted.doubtful_rows.length).map(shownOf))
    for (const { amount_cents, transaction_date } of rows) {
      if (amount_cents > 0) counted.in_cents += amount_cents
      else counted.out_cents -= amount_cents
      if (!counted.from_date || transaction_date < counted.from_date) counted.from_date = transaction_date
      if (!counted.to_date || transaction_date > counted.to_date) counted.to_date = transaction_date
    }
  }
  let batch: StatementItem[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    await count(batch)
    batch = []
  }
  await count(batch)
  return counted
}

function knownAmong(
  ctx: Context,
  account_id: string,
  rows: { row_hash: string; occurrence: number }[],
): TextQuery<{ known: number }> {
  return {
    text: `select count(*)::int as known from unnest($3::text[], $4::int[]) as g (row_hash, occurrence)
           join bank_transactions t on t.organization_id = $1 and t.bank_account_id = $2 and t.row_hash = g.row_hash
             and t.occurrence = g.occurrence`,
    parameters: [
      ctx.organization_id,
      account_id,
      pgArray(rows.map(({ row_hash }) => row_hash)),
      pgArray(rows.map(({ occurrence }) => String(occurrence))),
    ],
  }
}

const shownOf = ({
  line,
  transaction_date,
  amount_cents,
  description,
  reference,
  payer_name,
  warning,
}: StatementRow) => ({ line, transaction_date, amount_cents, description, reference, payer_name, warning })

function sampleOf(text: string, header_line: number): string[][] {
  const below = splitCsv(text, separatorOf(text)).filter(({ line }) => line > header_line)
  return [...below.take(5)].map(({ cells }) => cells.map((cell) => cell.slice(0, 200).toWellFormed()))
}
