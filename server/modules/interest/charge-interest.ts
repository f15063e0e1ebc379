import { recordEvent } from '#modules/events/record-event.ts'
import { sellerNow } from '#modules/gst/queries.ts'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import type { Invoice } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { interestCharged } from './events.ts'
import { todayOf } from './queries.ts'
import { describe } from './rules.ts'
import { holdProposal, recordDecision } from './take-interest.ts'

/**
 * Asks for the interest that has grown on an invoice until a day, by a debit note that shows how it was worked out. It
 * makes good for waiting and is no supply: out of the scope of GST, whatever the invoice was for.
 */
export async function chargeInterest(ctx: Context, invoice_id: string, until?: string): Promise<Invoice> {
  const proposal = await holdProposal(ctx, invoice_id, until ?? (await todayOf(ctx)))
  const { invoice_number, customer_id, due_date, segments, rate_bp, amount_cents, held_by } = proposal
  if (held_by === 'dispute') throw conflict('interest.held', `${invoice_number} is disputed. Resolve that first.`)
  if (held_by === 'minimum')
    throw conflict('interest.held', `${(amount_cents / 100).toFixed(2)} is less than what is charged at least.`)
  const seller: TextQuery<{ is_registered: boolean; today: string }> = {
    text: `select is_registered, today from (${sellerNow}) s`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  }
  const { is_registered, today } = await ctx.db.one(seller)
  const debitNote = await issueInvoice(ctx, {
    customer_id,
    reference: invoice_number,
    lines: [
      {
        description: describe(invoice_number, due_date, segments, rate_bp),
        quantity: '1',
        unit_price_cents: amount_cents,
        gst_code: is_registered ? 'OS' : 'NG',
      },
    ],
    corrected: {
      corrects_invoice_id: invoice_id,
      correction_reason: 'Interest for late payment',
      tax_point_date: today,
    },
  })
  const { id: debit_note_id, number: debit_note_number } = debitNote
  const charge = await recordDecision(ctx, proposal, { debit_note_id, debit_note_number, reason: null })
  const { customer_name } = proposal
  recordEvent(ctx, interestCharged, { ...charge, number: invoice_number, customer_id, customer_name })
  return debitNote
}
