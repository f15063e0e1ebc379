import type { Found } from './queries.ts'
import type { PublicQuotation } from './schemas.ts'

/** What its recipient sees: nothing of the team's. */
export function showQuotation(quotation: Found): PublicQuotation {
  const { number, seller, buyer, currency, issue_date, valid_until, reference, notes, lines, gst_breakdown } = quotation
  const { subtotal_cents, gst_amount_cents, total_amount_cents, answered_at, answered_by, status, is_expired } =
    quotation
  return {
    number: number!,
    status: status === 'sent' || status === 'draft' ? (is_expired ? 'expired' : 'open') : status,
    ...{
      seller,
      buyer,
      currency,
      issue_date: issue_date!,
      valid_until: valid_until!,
      reference,
      notes,
      lines,
      gst_breakdown,
    },
    ...{ subtotal_cents, gst_amount_cents, total_amount_cents, answered_at, answered_by },
  }
}
