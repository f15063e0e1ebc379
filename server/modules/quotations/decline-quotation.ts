import type { Context } from '#platform/context.ts'
import { quotationDeclined } from './events.ts'
import { type Found, lockQuotation } from './queries.ts'
import { refuseIllegalMove } from './rules.ts'
import type { QuotationRefusal } from './schemas.ts'
import { writeQuotation } from './write-quotation.ts'

export async function declineQuotation(ctx: Context, id: string, { name, reason }: QuotationRefusal): Promise<Found> {
  refuseIllegalMove(await lockQuotation(ctx, id), 'declined')
  return writeQuotation(ctx, id, quotationDeclined, {
    status: 'declined',
    answered_at: ctx.now.toString(),
    answered_by: name?.trim() ?? null,
    decline_reason: reason?.trim() ?? null,
  })
}
