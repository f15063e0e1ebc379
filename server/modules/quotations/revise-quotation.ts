import type { NewLine } from '#modules/invoices/schemas.ts'
import type { Context } from '#platform/context.ts'
import { createQuotation } from './create-quotation.ts'
import { type Found, lockQuotation } from './queries.ts'
import { notOpen } from './rules.ts'

/** A new draft with the same lines. The old one stands until the new one is sent. */
export async function reviseQuotation(ctx: Context, id: string): Promise<Found> {
  const { status, customer_id, lead_id, reference, notes, lines } = await lockQuotation(ctx, id)
  if (status === 'draft' || status === 'accepted') throw notOpen(status)
  return createQuotation(ctx, {
    customer_id,
    lead_id: customer_id ? null : lead_id,
    reference,
    notes,
    lines: lines.map(asTyped),
    replaces_quotation_id: id,
  })
}

/** A line without what was worked out. */
export function asTyped(line: Found['lines'][number]): NewLine {
  const { description, quantity, unit, unit_price_cents, discount_cents, gst_code } = line
  return { description, quantity, unit, unit_price_cents, discount_cents, gst_code }
}
