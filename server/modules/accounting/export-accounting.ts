import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db, type Pool, type TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { accountingExported } from './events.ts'
import { contacts, linesOf, movements } from './export-rows.ts'
import { getAccountingExport, getAccountingSettings, sumChosen } from './queries.ts'
import {
  quickbooksContactLine,
  quickbooksDocumentLine,
  quickbooksHeadings,
  quickbooksJournalLines,
} from './quickbooks-files.ts'
import type { AccountingExport, AccountingSettings, ExportSelection } from './schemas.ts'
import { type Chosen, chosenBy } from './selection.ts'
import { xeroContactLine, xeroDocumentLine, xeroHeadings, xeroStatementLine, xeroWriteOffLine } from './xero-files.ts'

export type Taken = { chosen: Chosen; settings: AccountingSettings }

/** Writes down that a file is taken, and what it comes to, before its first line leaves. */
export async function exportAccounting(ctx: Context, selection: ExportSelection): Promise<Taken> {
  const chosen = await chosenBy(ctx, selection)
  const settings = await getAccountingSettings(ctx)
  await waitForTheBegun(ctx)
  const { count, amount_cents } = await sumChosen(ctx, chosen)
  const { organization_id, export_id: _, taken_at, ...what } = chosen
  const taken: AccountingExport = {
    id: newId(),
    ...what,
    count,
    amount_cents,
    exported_by: ctx.actor.name,
    created_at: taken_at,
  }
  ctx.db.send(db.insertInto('accounting_exports').values({ organization_id, ...taken }))
  recordEvent(ctx, accountingExported, taken)
  return { chosen: { ...chosen, export_id: taken.id }, settings }
}

/** The same file anew, for whoever lost it: what only it held would be in no other. */
export async function exportAgain(ctx: Context, id: string): Promise<Taken> {
  const taken = await getAccountingExport(ctx, id)
  recordEvent(ctx, accountingExported, taken)
  const { organization_id } = ctx
  return {
    chosen: { ...taken, organization_id, export_id: id, taken_at: taken.created_at },
    settings: await getAccountingSettings(ctx),
  }
}

const patience = { looks: 50, between_ms: 100 }

/** What others are just recording counts as there before this file, so it must be there: else it would be in none. */
async function waitForTheBegun(ctx: Context): Promise<void> {
  const begun: TextQuery<{ count: number }> = {
    text: `select count(*) as count from pg_stat_activity where datname = current_database() and xact_start < now()`,
    parameters: [],
  }
  for (let i = 0; i < patience.looks && (await ctx.db.one(begun)).count > 0; i++) {
    await setTimeout(patience.between_ms)
    // A transaction sees the sessions as they were when it first looked.
    ctx.db.send({ text: 'select pg_stat_clear_snapshot()', parameters: [] })
  }
}

export const fileHeaders = ({ system, content, account, from_date, to_date, is_new }: Chosen) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${[system, account ?? content, is_new && 'new', from_date, to_date].filter(Boolean).join(' ').replaceAll('_', '-')}.csv"`,
})

/** The file, as fast as it is read. */
export const fileOf = (pool: Pool, taken: Taken): Readable =>
  Readable.from(taken.chosen.system === 'xero' ? xeroPieces(pool, taken) : quickbooksPieces(pool, taken), {
    objectMode: false,
  })

async function* xeroPieces(pool: Pool, { chosen, settings: { xero } }: Taken): AsyncGenerator<string> {
  const { content } = chosen
  if (content === 'payments') {
    yield xeroHeadings.payments
    for await (const page of movements(pool, chosen)) yield page.map((each) => xeroStatementLine(each, chosen)).join('')
  } else if (content === 'write_offs') {
    yield xeroHeadings.documents
    for await (const page of movements(pool, chosen)) yield page.map((each) => xeroWriteOffLine(each, xero)).join('')
  } else if (content === 'contacts') {
    yield xeroHeadings.contacts
    for await (const page of contacts(pool, chosen)) yield page.map(xeroContactLine).join('')
  } else {
    yield xeroHeadings.documents
    for await (const page of linesOf(pool, chosen, content))
      yield page.map((line) => xeroDocumentLine(line, xero, content)).join('')
  }
}

async function* quickbooksPieces(pool: Pool, { chosen, settings: { quickbooks } }: Taken): AsyncGenerator<string> {
  const { content } = chosen
  yield quickbooksHeadings[content]
  if (content === 'payments' || content === 'write_offs') {
    for await (const page of movements(pool, chosen))
      yield page.map((each) => quickbooksJournalLines(each, quickbooks)).join('')
  } else if (content === 'contacts') {
    for await (const page of contacts(pool, chosen)) yield page.map(quickbooksContactLine).join('')
  } else {
    for await (const page of linesOf(pool, chosen, content))
      yield page.map((line) => quickbooksDocumentLine(line, quickbooks, content === 'invoices')).join('')
  }
}
