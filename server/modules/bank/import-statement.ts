import { createHash } from 'node:crypto'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict, Problem } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import type { Storage } from '#platform/storage.ts'
import { bankImportStarted } from './events.ts'
import { readBankImport } from './jobs.ts'
import { getBankAccount, getBankImport, getRemembered } from './queries.ts'
import { readContent } from './read-content.ts'
import { readStatement } from './read-statement.ts'
import type { BankImport, StatementFile } from './schemas.ts'

/**
 * Takes a statement; a job reads and matches it. The same file again answers with the import that there is, and
 * changes nothing.
 */
export async function importStatement(
  ctx: Context,
  storage: Storage,
  account_id: string,
  file: StatementFile,
): Promise<{ bank_import: BankImport; is_new: boolean }> {
  const account = await getBankAccount(ctx, account_id)
  if (account.archived_at) throw accountArchived()
  const bytes = readContent(file)
  const { format, csv } = readStatement(bytes, { remembered: await getRemembered(ctx, account.id) })
  if (csv && !csv.mapping) throw columnsUnknown(csv.heads)
  const file_hash = createHash('sha256').update(bytes).digest('hex')
  const known = await findByHash(ctx, account.id, file_hash)
  if (known) return { bank_import: await getBankImport(ctx, known.id), is_new: false }

  const id = newId()
  const file_key = `organizations/${ctx.organization_id}/bank-imports/${id}`
  await storage.put(file_key, bytes, 'application/octet-stream')
  const inserted = await ctx.db.find({
    text: `insert into bank_imports (organization_id, id, bank_account_id, file_name, file_key, file_hash, byte_count, format,
             bank, status, started_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reading', $10, $11)
           on conflict (organization_id, bank_account_id, file_hash) where status not in ('failed', 'taken_back') do nothing returning id`,
    parameters: [
      ctx.organization_id,
      id,
      account.id,
      file.file_name,
      file_key,
      file_hash,
      bytes.length,
      format,
      csv?.bank ?? null,
      ctx.actor.name,
      ctx.now.toString(),
    ],
  })
  if (!inserted) {
    const { id: other } = (await findByHash(ctx, account.id, file_hash))!
    return { bank_import: await getBankImport(ctx, other), is_new: false }
  }
  queueJob(ctx, readBankImport, { organization_id: ctx.organization_id, import_id: id })
  const bank_import = await getBankImport(ctx, id)
  recordEvent(ctx, bankImportStarted, bank_import)
  return { bank_import, is_new: true }
}

export function findByHash(ctx: Context, account_id: string, file_hash: string): Promise<{ id: string } | undefined> {
  const query: TextQuery<{ id: string }> = {
    text: `select id from bank_imports
           where organization_id = $1 and bank_account_id = $2 and file_hash = $3
             and status not in ('failed', 'taken_back')`,
    parameters: [ctx.organization_id, account_id, file_hash],
  }
  return ctx.db.find(query)
}

const accountArchived = () =>
  conflict('bank.account_archived', 'This bank account is archived. Restore it, then import the statement.')

const columnsUnknown = (heads: string[]) =>
  new Problem(
    422,
    'bank.columns_unknown',
    `Say which column is which; the heads are ${heads.filter(Boolean).slice(0, 12).join(', ').slice(0, 300)}. Then import the file again.`,
  )
