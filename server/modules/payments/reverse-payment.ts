import { recordEvent } from '#modules/events/record-event.ts'
import { reverseEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { paymentReversed } from './events.ts'
import { getPayment } from './queries.ts'
import { releaseAllocations } from './remove-allocation.ts'
import type { Payment, ReversePayment } from './schemas.ts'

/** Takes a payment back as if it had not come in: a cheque that bounced, a mistake. Its invoices are open again. */
export async function reversePayment(ctx: Context, id: string, { reason }: ReversePayment): Promise<Payment> {
  const payment = await getPayment(ctx, id)
  if (payment.reversed_at) throw conflict('payments.reversed', 'This payment was reversed already.')
  if (payment.amount_refunded_cents > 0)
    throw conflict('payments.refunded', 'Part of this payment was refunded, so it did come in.')
  if (payment.allocations.length) await releaseAllocations(ctx, id, payment.allocations)
  const reversed = await ctx.db.find(
    db
      .updateTable('payments')
      .set({ reversed_at: ctx.now.toString(), reverse_reason: reason, updated_at: ctx.now.toString() })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', id)
      .where('reversed_at', 'is', null)
      .where('amount_allocated_cents', '=', 0)
      .where('amount_refunded_cents', '=', 0)
      .returning('id'),
  )
  if (!reversed) throw conflict('payments.changed', 'Somebody used this payment at the same time. Look again.')
  const entry_date = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  reverseEntries(ctx, { of: 'payment', source: 'payment_reversed', source_id: id, entry_date })
  const after = await getPayment(ctx, id)
  recordEvent(ctx, paymentReversed, after)
  return after
}
