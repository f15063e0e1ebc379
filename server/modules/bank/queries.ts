import type { Context } from '#platform/context.ts'
import { type Cursors, pageOf } from '#platform/cursor.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import type { ColumnMapping } from './csv-columns.ts'
import { isOpen } from './open-money.ts'
import type {
  BankAccount,
  BankAccountList,
  BankAccountQuery,
  BankImport,
  BankImportPage,
  BankImportQuery,
} from './schemas.ts'

/** $2 is the time. */
const accountColumns = `a.id, a.name, a.bank, a.account_number, a.currency, a.archived_at, a.version, a.created_at,
  (select count(*) from bank_transactions t where t.organization_id = a.organization_id and t.bank_account_id = a.id
     and ${isOpen} and t.amount_cents > 0)::int as open_count,
  (select max(t.transaction_date) from bank_transactions t
     where t.organization_id = a.organization_id and t.bank_account_id = a.id) as last_transaction_date,
  (select max(i.created_at) from bank_imports i
     where i.organization_id = a.organization_id and i.bank_account_id = a.id and i.status <> 'taken_back') as last_imported_at`

export async function getBankAccount(ctx: Context, id: string): Promise<BankAccount> {
  const query: TextQuery<BankAccount> = {
    text: `select ${accountColumns} from bank_accounts a where a.organization_id = $1 and a.id = $3`,
    parameters: [ctx.organization_id, ctx.now.toString(), id],
  }
  return ctx.db.one(query, () => notFound('bank account'))
}

export async function listBankAccounts(ctx: Context, { archived = 'no' }: BankAccountQuery): Promise<BankAccountList> {
  const condition = { no: 'and a.archived_at is null', yes: 'and a.archived_at is not null', all: '' }[archived]
  const query: TextQuery<BankAccount> = {
    text: `select ${accountColumns} from bank_accounts a where a.organization_id = $1 ${condition} order by a.name, a.id`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  return { data: await ctx.db.all(query) }
}

/** What people said of layouts of this account, by the fingerprint of their heads. */
export async function getRemembered(ctx: Context, bank_account_id: string): Promise<Record<string, ColumnMapping>> {
  const query: TextQuery<{ header_fingerprint: string; mapping: ColumnMapping }> = {
    text: `select header_fingerprint, mapping from bank_column_mappings where organization_id = $1 and bank_account_id = $2`,
    parameters: [ctx.organization_id, bank_account_id],
  }
  const rows = await ctx.db.all(query)
  return Object.fromEntries(rows.map(({ header_fingerprint, mapping }) => [header_fingerprint, mapping]))
}

const importColumns = `id, bank_account_id, file_name, byte_count, format, bank, status, failure, row_count, new_count,
  greatest(row_count - new_count, 0) as known_count, bad_count, doubtful_count, matched_count, bad_rows, started_by, created_at, ended_at,
  taken_back_by ->> 'name' as taken_back_by, taken_back_at`

export async function getBankImport(ctx: Context, id: string): Promise<BankImport> {
  const query: TextQuery<BankImport> = {
    text: `select ${importColumns} from bank_imports where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.one(query, () => notFound('bank import'))
}

/** The newest first. */
export async function listBankImports(ctx: Context, cursors: Cursors, query: BankImportQuery): Promise<BankImportPage> {
  const limit = query.limit ?? 25
  const place = cursors.decode('bank_imports', query.cursor)
  const parameters: unknown[] = [ctx.organization_id]
  const conditions = ['organization_id = $1']
  if (query.bank_account_id) conditions.push(`bank_account_id = $${parameters.push(query.bank_account_id)}`)
  if (place) conditions.push(`id < $${parameters.push(place.id)}::uuid`)
  const page: TextQuery<BankImport> = {
    text: `select ${importColumns} from bank_imports where ${conditions.join(' and ')} order by id desc limit ${limit + 1}`,
    parameters,
  }
  return pageOf(cursors, 'bank_imports', await ctx.db.all(page), limit, ({ id }) => id)
}

/** Where the file lies, for the job that reads it; null when there is nothing left to read. */
export async function findUnread(ctx: Context, id: string): Promise<UnreadImport | undefined> {
  const query: TextQuery<UnreadImport> = {
    text: `select id, bank_account_id, file_key, status from bank_imports
           where organization_id = $1 and id = $2 and status in ('reading', 'matching')`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.find(query)
}
export type UnreadImport = Pick<BankImport, 'id' | 'bank_account_id' | 'status'> & { file_key: string }
