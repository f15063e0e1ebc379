import { unsettleInvoice } from '#modules/invoices/settle-invoice.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { reverseEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { pgArray } from '#platform/pipeline.ts'
import { paymentAllocationRemoved } from './events.ts'
import { getPayment } from './queries.ts'
import type { Allocation, Payment } from './schemas.ts'

/**
 * Takes a payment off an invoice. The invoice is open again, the money is credit of the customer, which is not set on
 * that invoice again unless somebody does.
 */
export async function removeAllocation(ctx: Context, payment_id: string, id: string): Promise<Payment> {
  const payment = await getPayment(ctx, payment_id)
  const allocation = payment.allocations.find((each) => each.id === id)
  if (!allocation) throw notFound('allocation')
  await releaseAllocations(ctx, payment_id, [allocation], true)
  const after = await getPayment(ctx, payment_id)
  recordEvent(ctx, paymentAllocationRemoved, after)
  return after
}

/** Takes these allocations of a payment off their invoices, all or, when somebody was faster with one, none. */
export async function releaseAllocations(
  ctx: Context,
  payment_id: string,
  allocations: Allocation[],
  is_taken_off = false,
): Promise<void> {
  // Whoever is slower waits here, and then sees that nothing is left to release.
  ctx.db.send({
    text: 'select id from invoices where organization_id = $1 and id = any($2::uuid[]) order by id for update',
    parameters: [ctx.organization_id, pgArray(allocations.map(({ invoice_id }) => invoice_id))],
  })
  const ids = allocations.map(({ id }) => id)
  const released = await ctx.db.all(releaseQuery(ctx, payment_id, ids, is_taken_off))
  if (released.length < allocations.length) throw notFound('allocation')
  for (const { invoice_id, amount_cents } of allocations)
    await unsettleInvoice(ctx, { invoice_id, payment_id, amount_cents })
  const entry_date = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  for (const id of ids)
    reverseEntries(ctx, { of: 'allocation', source: 'allocation_removed', source_id: id, entry_date })
}

function releaseQuery(
  ctx: Context,
  payment_id: string,
  ids: string[],
  is_taken_off: boolean,
): TextQuery<{ id: string }> {
  return {
    text: `with removed as (
             update payment_allocations set removed_at = $4, is_taken_off = $5
             where organization_id = $1 and payment_id = $2 and id = any($3::uuid[]) and removed_at is null
             returning id, amount_cents
           ), freed as (
             update payments set amount_allocated_cents = amount_allocated_cents - (select coalesce(sum(amount_cents), 0) from removed),
               updated_at = $4
             where organization_id = $1 and id = $2
           )
           select id from removed`,
    parameters: [ctx.organization_id, payment_id, pgArray(ids), ctx.now.toString(), is_taken_off],
  }
}
