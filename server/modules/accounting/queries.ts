import type { Context } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { movementsOf, writeOffsOf } from './export-rows.ts'
import { defaultCodes, fileLimits } from './rules.ts'
import type {
  AccountingExport,
  AccountingExportList,
  AccountingSettings,
  ExportPreview,
  ExportSelection,
} from './schemas.ts'
import { type Chosen, chosenBy, isHeld, isWanted, parametersOf } from './selection.ts'

/** What was changed, over what every organisation begins with. */
export async function getAccountingSettings(ctx: Context): Promise<AccountingSettings> {
  const query: TextQuery<{ codes: { [system in keyof AccountingSettings]?: Partial<AccountingSettings[system]> } }> = {
    text: 'select codes from accounting_settings where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  const { xero, quickbooks } = (await ctx.db.find(query))?.codes ?? {}
  return { xero: { ...defaultCodes.xero, ...xero }, quickbooks: { ...defaultCodes.quickbooks, ...quickbooks } }
}

const exportColumns = [
  ...(['id', 'system', 'content', 'account', 'from_date', 'to_date'] as const),
  ...(['is_new', 'count', 'amount_cents', 'exported_by', 'created_at'] as const),
]

export async function listAccountingExports(ctx: Context): Promise<AccountingExportList> {
  const select = db
    .selectFrom('accounting_exports')
    .select(exportColumns)
    .where('organization_id', '=', ctx.organization_id)
    .orderBy('id', 'desc')
    .limit(50)
  return { data: await ctx.db.all(select) }
}

export async function getAccountingExport(ctx: Context, id: string): Promise<AccountingExport> {
  const select = db
    .selectFrom('accounting_exports')
    .select(exportColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('id', '=', id)
  return ctx.db.one(select, () => notFound('file'))
}

type Sums = Pick<ExportPreview, 'count' | 'amount_cents' | 'exported_before_count' | 'void_count'>

const sumsOf: Record<Chosen['content'], string> = {
  invoices: `
    select count(*) filter (where voided_at is null) as count,
      coalesce(sum(total_amount_cents) filter (where voided_at is null), 0)::bigint as amount_cents,
      count(*) filter (where voided_at is null and ${isHeld('issue_date', 'invoices.created_at')}) as exported_before_count,
      count(*) filter (where voided_at is not null) as void_count
    from invoices where organization_id = $1 and ${isWanted('issue_date', 'invoices.created_at')}`,
  credit_notes: `
    select count(*) as count, coalesce(-sum(total_amount_cents), 0)::bigint as amount_cents,
      count(*) filter (where ${isHeld('issue_date', 'credit_notes.created_at')}) as exported_before_count, 0 as void_count
    from credit_notes where organization_id = $1 and ${isWanted('issue_date', 'credit_notes.created_at')}`,
  payments: `
    select count(*) as count, coalesce(sum(case when j.debit_account = coalesce($4, j.debit_account)
        and j.debit_account in ('bank', 'cash', 'stripe_balance') then j.amount_cents else -j.amount_cents end), 0)::bigint as amount_cents,
      count(*) filter (where ${isHeld('j.entry_date', 'j.created_at')}) as exported_before_count, 0 as void_count
    ${movementsOf}`,
  write_offs: `
    select count(*) as count,
      coalesce(sum(case when j.debit_account = 'bad_debts' then j.amount_cents else -j.amount_cents end), 0)::bigint as amount_cents,
      count(*) filter (where ${isHeld('j.entry_date', 'j.created_at')}) as exported_before_count, 0 as void_count
    ${writeOffsOf}`,
  contacts: `
    select count(*) as count, 0::bigint as amount_cents,
      count(*) filter (where ${isHeld('day', 'updated_at')}) as exported_before_count, 0 as void_count
    from (
      select c.updated_at, (c.updated_at at time zone o.timezone)::date as day
      from customers c join organizations o on o.organization_id = c.organization_id where c.organization_id = $1
    ) c where ${isWanted('day', 'updated_at')}`,
}

export async function sumChosen(ctx: Context, chosen: Chosen): Promise<Sums> {
  const query: TextQuery<Sums> = {
    text: sumsOf[chosen.content],
    parameters: parametersOf(chosen),
  }
  return ctx.db.one(query)
}

/** What a file would hold, and what was taken before, so that nobody takes the same twice without knowing. */
export async function previewExport(ctx: Context, selection: ExportSelection): Promise<ExportPreview> {
  const chosen = await chosenBy(ctx, selection)
  const { system, content, account, from_date, to_date } = chosen
  const last = db
    .selectFrom('accounting_exports')
    .select(exportColumns)
    .where('organization_id', '=', ctx.organization_id)
    .where('system', '=', system)
    .where('content', '=', content)
    .where('account', 'is not distinct from', account)
    .orderBy('id', 'desc')
    .limit(1)
  const last_export: AccountingExport | null = (await ctx.db.find(last)) ?? null
  return {
    from_date,
    to_date,
    currency: 'SGD',
    ...(await sumChosen(ctx, chosen)),
    file_limit: fileLimits[system][content],
    last_export,
  }
}
