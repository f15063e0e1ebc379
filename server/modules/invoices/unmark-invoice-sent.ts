import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { invoiceUnmarkedSent } from './events.ts'
import { getInvoice } from './queries.ts'
import type { Invoice } from './schemas.ts'

/** The mark was a mistake. */
export async function unmarkInvoiceSent(ctx: Context, id: string): Promise<Invoice> {
  const invoice = await getInvoice(ctx, id)
  const unmarked = await ctx.db.find({
    text: 'delete from invoice_sent_marks where organization_id = $1 and invoice_id = $2 returning invoice_id',
    parameters: [ctx.organization_id, id],
  })
  if (unmarked) recordEvent(ctx, invoiceUnmarkedSent, { id, number: invoice.number, customer_id: invoice.customer_id })
  return invoice
}
