import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { type TextQuery } from '#platform/database.ts'
import { conflict, notFound, type Problem } from '#platform/errors.ts'
import { invoicePaid, invoicePartPaid, invoicePaymentRemoved } from './events.ts'
import type { Invoice } from './schemas.ts'

export type Settled = Pick<
  Invoice,
  'id' | 'number' | 'customer_id' | 'currency' | 'issue_date' | 'amount_due_cents' | 'status'
> & { customer_name: string }

type Money = { invoice_id: string; payment_id: string; amount_cents: number }

/** Sets money against an open invoice; its status follows. Never more than is due, however many try at once. */
export async function settleInvoice(ctx: Context, { invoice_id, payment_id, amount_cents }: Money): Promise<Settled> {
  const settled = await ctx.db.find(settleQuery(ctx, invoice_id, amount_cents))
  if (!settled) throw await refusal(ctx, invoice_id)
  const { id, number, amount_due_cents } = settled
  recordEvent(ctx, amount_due_cents === 0 ? invoicePaid : invoicePartPaid, {
    id,
    number,
    payment_id,
    amount_cents,
    amount_due_cents,
  })
  return settled
}

/** Takes money off an invoice again, which is open once more. What was written off counted with it, so it stays. */
export async function unsettleInvoice(ctx: Context, { invoice_id, payment_id, amount_cents }: Money): Promise<Settled> {
  const settled = await ctx.db.find(settleQuery(ctx, invoice_id, -amount_cents))
  if (!settled) throw conflict('invoices.written_off', 'The invoice is written off. Reinstate it first.')
  const { id, number, amount_due_cents } = settled
  recordEvent(ctx, invoicePaymentRemoved, { id, number, payment_id, amount_cents, amount_due_cents })
  return settled
}

function settleQuery(ctx: Context, invoice_id: string, amount_cents: number): TextQuery<Settled> {
  return {
    text: `update invoices set amount_paid_cents = amount_paid_cents + $3, updated_at = $4
           where organization_id = $1 and id = $2 and written_off_at is null
             and ($3 < 0 or (status = 'open' and amount_due_cents >= $3))
           returning id, number, customer_id, currency, issue_date, amount_due_cents, status, buyer ->> 'name' as customer_name`,
    parameters: [ctx.organization_id, invoice_id, amount_cents, ctx.now.toString()],
  }
}

async function refusal(ctx: Context, invoice_id: string): Promise<Problem> {
  const query: TextQuery<Pick<Invoice, 'number' | 'status' | 'amount_due_cents'>> = {
    text: 'select number, status, amount_due_cents from invoices where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, invoice_id],
  }
  const { number, status, amount_due_cents } = await ctx.db.one(query, () => notFound('invoice'))
  if (status !== 'open') return conflict('payments.invoice_not_open', `${number} is ${status}: nothing is due on it.`)
  const due = (amount_due_cents / 100).toFixed(2)
  return conflict('payments.exceeds_amount_due', `Only ${due} is due on ${number}. Record at most that.`)
}
