import { recordEvent } from '#modules/events/record-event.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { invoiceWrittenOff } from './events.ts'
import { getInvoice } from './queries.ts'
import type { Invoice, WriteOffReason } from './schemas.ts'

/** Gives up what is still due. The invoice stays owed in law: when it is paid after all, it is reinstated first. */
export async function writeOffInvoice(ctx: Context, id: string, { reason }: WriteOffReason): Promise<Invoice> {
  const written = await ctx.db.find(
    db
      .updateTable('invoices')
      .set({ written_off_at: ctx.now.toString(), write_off_reason: reason, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('status', '=', 'open')
      .returning('id'),
  )
  const invoice = await getInvoice(ctx, id)
  if (!written) throw conflict('invoices.not_open', `${invoice.number} is ${invoice.status}: nothing is due on it.`)
  postEntries(ctx, {
    source: 'invoice_written_off',
    source_id: id,
    entry_date: dayIn((await getOrganization(ctx)).timezone, ctx.now),
    entries: [{ debit: 'bad_debts', credit: 'receivables', amount_cents: invoice.amount_written_off_cents }],
  })
  recordEvent(ctx, invoiceWrittenOff, invoice)
  return invoice
}
