import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { invoiceMarkedSent } from './events.ts'
import { getInvoice } from './queries.ts'
import type { Invoice } from './schemas.ts'

/** It reached the customer by other ways than our mail: on paper, by chat, by their portal. Marking twice changes nothing. */
export async function markInvoiceSent(ctx: Context, id: string): Promise<Invoice> {
  const invoice = await getInvoice(ctx, id)
  if (invoice.status === 'void')
    throw conflict('invoices.not_open', `${invoice.number} is void: there is nothing to send.`)
  const marked = await ctx.db.find({
    text: `insert into invoice_sent_marks (organization_id, invoice_id, marked_by, created_at) values ($1, $2, $3, $4)
           on conflict do nothing returning invoice_id`,
    parameters: [ctx.organization_id, id, ctx.actor.name, ctx.now.toString()],
  })
  if (marked) recordEvent(ctx, invoiceMarkedSent, { id, number: invoice.number, customer_id: invoice.customer_id })
  return invoice
}
