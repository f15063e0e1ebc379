import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { allocatePayment } from './allocate-payment.ts'
import { paymentAllocationRemoved } from './events.ts'
import { getPayment } from './queries.ts'
import { releaseAllocations } from './remove-allocation.ts'
import type { Allocation } from './schemas.ts'

/** Frees so much of what was paid on an invoice, newest allocation first: it is credit of the customer. */
export async function releaseFromInvoice(ctx: Context, invoice_id: string, amount_cents: number): Promise<void> {
  const query: TextQuery<Allocation & { payment_id: string }> = {
    text: `select a.id, a.payment_id, a.invoice_id, i.number as invoice_number, a.amount_cents, a.allocation_date
           from payment_allocations a
           join invoices i on i.organization_id = a.organization_id and i.id = a.invoice_id
           where a.organization_id = $1 and a.invoice_id = $2 and a.removed_at is null order by a.id desc`,
    parameters: [ctx.organization_id, invoice_id],
  }
  let left_cents = amount_cents
  for (const { payment_id, ...allocation } of await ctx.db.all(query)) {
    if (left_cents === 0) break
    await releaseAllocations(ctx, payment_id, [allocation])
    recordEvent(ctx, paymentAllocationRemoved, await getPayment(ctx, payment_id))
    const kept_cents = Math.max(0, allocation.amount_cents - left_cents)
    left_cents -= allocation.amount_cents - kept_cents
    if (kept_cents > 0)
      await allocatePayment(ctx, payment_id, { allocations: [{ invoice_id, amount_cents: kept_cents }] })
  }
}
