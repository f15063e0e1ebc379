import { recordEvent } from '#modules/events/record-event.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { invoiceReinstated } from './events.ts'
import { getInvoice } from './queries.ts'
import type { Invoice } from './schemas.ts'

/** Takes up again what was written off: it is due once more. */
export async function reinstateInvoice(ctx: Context, id: string): Promise<Invoice> {
  const reinstated = await ctx.db.find(
    db
      .updateTable('invoices')
      .set({ written_off_at: null, write_off_reason: null, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('status', '=', 'uncollectible')
      .returning('id'),
  )
  const invoice = await getInvoice(ctx, id)
  if (!reinstated)
    throw conflict('invoices.not_written_off', `${invoice.number} is ${invoice.status}, not written off.`)
  postEntries(ctx, {
    source: 'invoice_written_off',
    source_id: id,
    entry_date: dayIn((await getOrganization(ctx)).timezone, ctx.now),
    entries: [{ debit: 'receivables', credit: 'bad_debts', amount_cents: invoice.amount_due_cents }],
  })
  recordEvent(ctx, invoiceReinstated, invoice)
  return invoice
}
