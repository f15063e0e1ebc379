import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { quotationReopened } from './events.ts'
import { type Found, lockQuotation } from './queries.ts'
import { notOpen } from './rules.ts'
import { writeQuotation } from './write-quotation.ts'

/** Takes back an answer or a withdrawal that was a mistake, until an invoice is made of it. */
export async function reopenQuotation(ctx: Context, id: string): Promise<Found> {
  const { status, invoice_draft_id, invoice_id } = await lockQuotation(ctx, id)
  if (status === 'draft' || status === 'sent') throw notOpen(status)
  if (invoice_draft_id || invoice_id)
    throw conflict('quotations.invoiced', 'An invoice was made of this quotation. Delete its draft or void it first.')
  return writeQuotation(ctx, id, quotationReopened, {
    status: 'sent',
    answered_at: null,
    answered_by: null,
    decline_reason: null,
    invoice_draft_id: null,
  })
}
