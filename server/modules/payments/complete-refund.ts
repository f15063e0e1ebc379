import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { refundSucceeded } from './events.ts'
import { getRefund } from './refund-queries.ts'
import type { Refund } from './refund-schemas.ts'

/** The payment service says that the money went back. One that is not on its way stays what it is. */
export async function completeRefund(ctx: Context, id: string): Promise<Refund> {
  const completed = await ctx.db.find(
    db
      .updateTable('refunds')
      .set({ status: 'succeeded', updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .returning('id'),
  )
  const refund = await getRefund(ctx, id)
  if (completed) recordEvent(ctx, refundSucceeded, refund)
  return refund
}
