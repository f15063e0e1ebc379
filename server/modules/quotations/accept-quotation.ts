import type { Context } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { quotationAccepted } from './events.ts'
import { type Found, lockQuotation } from './queries.ts'
import { refuseIllegalMove } from './rules.ts'
import type { QuotationAcceptance } from './schemas.ts'
import { writeQuotation } from './write-quotation.ts'

/** By who got it, on its page, until its last day; or by a member who was told, also later. Of two answers the first counts. */
export async function acceptQuotation(ctx: Context, id: string, { name }: QuotationAcceptance): Promise<Found> {
  const quotation = await lockQuotation(ctx, id)
  refuseIllegalMove(quotation, 'accepted')
  if (quotation.is_expired && ctx.actor?.kind === 'system')
    throw conflict('quotations.expired', 'The last day of this quotation is past. Ask its seller for another.')
  return writeQuotation(ctx, id, quotationAccepted, {
    status: 'accepted',
    answered_at: ctx.now.toString(),
    answered_by: name.trim(),
  })
}
