import { recordEvent } from '#modules/events/record-event.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { type TextQuery } from '#platform/database.ts'
import { conflict, type Problem } from '#platform/errors.ts'
import { recordAllocations, settleAllocations, sumOf } from './allocations.ts'
import { paymentAllocated } from './events.ts'
import { getPayment } from './queries.ts'
import type { NewAllocations, Payment } from './schemas.ts'

/** Sets credit that a payment left against invoices of its customer. */
export async function allocatePayment(ctx: Context, id: string, { allocations }: NewAllocations): Promise<Payment> {
  const payment = await getPayment(ctx, id)
  const settled = await settleAllocations(ctx, payment, allocations)
  const taken = await ctx.db.find(takeQuery(ctx, id, sumOf(allocations)))
  if (!taken) throw refusal(await getPayment(ctx, id))
  recordAllocations(ctx, payment, settled, dayIn((await getOrganization(ctx)).timezone, ctx.now))
  const after = await getPayment(ctx, id)
  recordEvent(ctx, paymentAllocated, after)
  return after
}

function takeQuery(ctx: Context, id: string, amount_cents: number): TextQuery<{ id: string }> {
  return {
    text: `update payments set amount_allocated_cents = amount_allocated_cents + $3, updated_at = $4
           where organization_id = $1 and id = $2 and amount_unallocated_cents >= $3 returning id`,
    parameters: [ctx.organization_id, id, amount_cents, ctx.now.toString()],
  }
}

/** Nothing of a payment is free, or less than was wanted. */
export function refusal({ amount_unallocated_cents, reversed_at }: Payment): Problem {
  if (reversed_at) return conflict('payments.reversed', 'This payment was reversed: there is no money in it.')
  const free = (amount_unallocated_cents / 100).toFixed(2)
  return conflict('payments.exceeds_unallocated', `Only ${free} of this payment is not set against an invoice.`)
}
