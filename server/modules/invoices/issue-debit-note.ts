import type { Context } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { issueInvoice } from './issue-invoice.ts'
import { getInvoice } from './queries.ts'
import type { Invoice, NewDebitNote } from './schemas.ts'

/** Asks for more than an invoice did, with GST at its rates. It is paid, credited and chased like an invoice. */
export async function issueDebitNote(ctx: Context, invoice_id: string, input: NewDebitNote): Promise<Invoice> {
  const invoice = await getInvoice(ctx, invoice_id)
  const { number, status, customer_id, tax_point_date } = invoice
  if (status === 'void') throw conflict('invoices.not_open', `${number} is void. Issue a new invoice.`)
  refuseOtherCodes(invoice, input)
  return issueInvoice(ctx, {
    customer_id,
    due_date: input.due_date ?? null,
    reference: number,
    lines: input.lines,
    corrected: { corrects_invoice_id: invoice_id, correction_reason: input.reason, tax_point_date },
  })
}

/** What the invoice did not supply is a supply of its own, by the rates of today. */
function refuseOtherCodes({ gst_breakdown, number }: Invoice, { lines }: NewDebitNote): void {
  const codes: readonly string[] = gst_breakdown.map(({ gst_code }) => gst_code)
  const mistakes = lines.flatMap(({ gst_code }, i) =>
    gst_code && !codes.includes(gst_code)
      ? [
          {
            pointer: `/lines/${i}/gst_code`,
            code: 'not_allowed',
            detail: `${number} has ${codes.join(', ')}. Issue an invoice.`,
          },
        ]
      : [],
  )
  if (mistakes.length) throw invalid('invoices.invalid', 'A debit note adds to what the invoice supplied.', mistakes)
}
