import type { Context } from '#platform/context.ts'
import { quotationWithdrawn } from './events.ts'
import { type Found, lockQuotation } from './queries.ts'
import { refuseIllegalMove } from './rules.ts'
import { writeQuotation } from './write-quotation.ts'

/** Nobody can accept it any more; its page says so. */
export async function withdrawQuotation(ctx: Context, id: string): Promise<Found> {
  refuseIllegalMove(await lockQuotation(ctx, id), 'withdrawn')
  return writeQuotation(ctx, id, quotationWithdrawn, { status: 'withdrawn' })
}
