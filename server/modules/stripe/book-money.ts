import { getInvoice } from '#modules/invoices/queries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { type Context, dayIn } from '#platform/context.ts'
import type { Row } from './queries.ts'
import { chargeOf, feeOf, type Seen } from './rules.ts'

/**
 * Money that Stripe took becomes a payment in the ledger, on the day on which it was taken. What is due on the invoice
 * by now is settled with it; whatever is more, for it was paid another way meanwhile, is the customer's credit. The caller
 * holds the invoice.
 */
export async function bookMoney(ctx: Context, row: Row, seen: Seen): Promise<string> {
  const intent = seen.intent!
  const fee_cents = feeOf(seen)
  if (fee_cents === null) throw new Error(`Stripe has not booked the fee of ${intent.id} yet`)
  const invoice = await getInvoice(ctx, row.invoice_id)
  const { amount_received: amount_cents } = intent
  const settled_cents = invoice.status === 'open' ? Math.min(invoice.amount_due_cents, amount_cents) : 0
  const { id } = await recordPayment(
    ctx,
    {
      customer_id: row.customer_id,
      allocations: settled_cents ? [{ invoice_id: row.invoice_id, amount_cents: settled_cents }] : [],
      amount_cents,
      payment_date: await dayOf(ctx, chargeOf(intent)?.created ?? intent.created),
      method: row.kind === 'paynow' ? 'paynow' : 'card',
      reference: intent.id,
    },
    { account: 'stripe_balance', fee_cents },
  )
  return id
}

/** By the calendar of the organisation; never after today, for the clock of Stripe may be ahead of ours. */
async function dayOf(ctx: Context, seconds: number): Promise<string> {
  const { timezone } = await getOrganization(ctx)
  const taken = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
  return dayIn(timezone, Temporal.Instant.compare(taken, ctx.now) < 0 ? taken : ctx.now)
}
