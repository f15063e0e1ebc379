import { recordEvent } from '#modules/events/record-event.ts'
import { allocatePayment } from '#modules/payments/allocate-payment.ts'
import { paymentAllocationRemoved } from '#modules/payments/events.ts'
import { getPayment } from '#modules/payments/queries.ts'
import { releaseAllocations } from '#modules/payments/remove-allocation.ts'
import type { Context } from '#platform/context.ts'

/**
 * Takes so much of a payment off its invoices that an amount which has left Stripe already can be written down, the
 * newest first; what is due on them is due again. Answers how much of the amount the payment has left.
 */
export async function freeMoney(ctx: Context, payment_id: string, amount_cents: number): Promise<number> {
  const { allocations, amount_unallocated_cents } = await getPayment(ctx, payment_id)
  let missing = amount_cents - amount_unallocated_cents
  for (const allocation of allocations.toReversed()) {
    if (missing <= 0) break
    const { invoice_id, amount_cents: settled } = allocation
    await releaseAllocations(ctx, payment_id, [allocation])
    recordEvent(ctx, paymentAllocationRemoved, await getPayment(ctx, payment_id))
    const kept = Math.max(0, settled - missing)
    missing -= settled - kept
    if (kept) await allocatePayment(ctx, payment_id, { allocations: [{ invoice_id, amount_cents: kept }] })
  }
  return amount_cents - Math.max(0, missing)
}
