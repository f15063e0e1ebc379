import { createDraft } from '#modules/invoices/create-draft.ts'
import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { quotationInvoiced } from './events.ts'
import { type Found, lockQuotation } from './queries.ts'
import { asTyped } from './revise-quotation.ts'
import { notOpen } from './rules.ts'
import { writeQuotation } from './write-quotation.ts'

/** A draft with its lines, once: of two who try at the same time the second is told. One whose draft was deleted may be invoiced again. */
export async function invoiceQuotation(ctx: Context, id: string): Promise<Found> {
  const { status, number, customer_id, reference, notes, lines, ...made } = await lockQuotation(ctx, id)
  if (status !== 'accepted') throw notOpen(status)
  if (made.invoice_draft_id || made.invoice_id)
    throw conflict('quotations.invoiced', `An invoice was made of ${number} already.`)
  if (!customer_id)
    throw conflict('quotations.lead_not_converted', 'Convert the lead first: an invoice goes to a customer.')
  const draft = await createDraft(ctx, {
    customer_id,
    reference: reference ?? number,
    notes,
    lines: lines.map(asTyped),
  })
  return writeQuotation(ctx, id, quotationInvoiced, { invoice_draft_id: draft.id })
}
