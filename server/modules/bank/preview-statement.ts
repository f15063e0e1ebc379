import type { Context } from '#platform/context.ts'
import { decodeStatement } from './decode-statement.ts'
import { getBankAccount, getRemembered } from './queries.ts'
import { readContent } from './read-content.ts'
import { readStatement } from './read-statement.ts'
import type { StatementFile, StatementPreview } from './schemas.ts'
import { separatorOf, splitCsv } from './split-csv.ts'
import { isBad, isRow } from './statement-rows.ts'

const shown = 20

/** How a statement would be read, before anything is imported. */
export async function previewStatement(
  ctx: Context,
  account_id: string,
  file: StatementFile,
): Promise<StatementPreview> {
  const { id } = await getBankAccount(ctx, account_id)
  const bytes = readContent(file)
  const { format, csv, items } = readStatement(bytes, { remembered: await getRemembered(ctx, id) })
  const first = [...Iterator.from(items).take(shown)]
  const rows = first.filter(isRow)
  return {
    format,
    bank: csv?.bank ?? null,
    header_fingerprint: csv?.header_fingerprint ?? null,
    heads: csv?.heads ?? [],
    mapping: csv?.mapping ?? null,
    sample: csv ? sampleOf(decodeStatement(bytes), csv.header_line) : [],
    rows: rows.map(({ line, transaction_date, amount_cents, description, reference, payer_name, warning }) => ({
      line,
      transaction_date,
      amount_cents,
      description,
      reference,
      payer_name,
      warning,
    })),
    bad_rows: first.filter(isBad),
  }
}

function sampleOf(text: string, header_line: number): string[][] {
  const below = splitCsv(text, separatorOf(text)).filter(({ line }) => line > header_line)
  return [...below.take(5)].map(({ cells }) => cells.map((cell) => cell.slice(0, 200).toWellFormed()))
}
