import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { recordAllocations, settleAllocations, sumOf } from './allocations.ts'
import { paymentRecorded } from './events.ts'
import type { NewPayment, Payment } from './schemas.ts'

/** Where the money is and what a payment service kept of it: said by whoever recorded it, never by a request. */
export type Receipt = Partial<Pick<Payment, 'account' | 'fee_cents'>>

/** Records money that came in, against any number of invoices of one customer; what is left over is their credit. */
export async function recordPayment(ctx: Context, input: NewPayment, receipt: Receipt = {}): Promise<Payment> {
  const today = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  refuseMistakes(input, today)
  const { amount_cents, method } = input
  const id = newId()
  const wanted = input.invoice_id ? [{ invoice_id: input.invoice_id, amount_cents }] : (input.allocations ?? [])
  const settled = await settleAllocations(ctx, { id, customer_id: input.customer_id }, wanted)
  const customer_id = input.customer_id ?? settled[0]!.invoice.customer_id
  const { name: customer_name } = await getCustomer(ctx, customer_id)
  const amount_allocated_cents = sumOf(wanted)
  const details = {
    customer_id,
    amount_cents,
    amount_allocated_cents,
    amount_refunded_cents: 0,
    fee_cents: receipt.fee_cents ?? 0,
    currency: 'SGD' as const,
    payment_date: input.payment_date ?? today,
    method,
    account: receipt.account ?? (method === 'cash' ? 'cash' : 'bank'),
    reference: input.reference ?? null,
    payer_name: input.payer_name ?? null,
    created_at: ctx.now.toString(),
  }
  const { organization_id } = ctx
  ctx.db.send(db.insertInto('payments').values({ ...details, organization_id, id, updated_at: details.created_at }))
  postEntries(ctx, {
    source: 'payment',
    source_id: id,
    entry_date: details.payment_date,
    entries: [
      { debit: details.account, credit: 'customer_credits', amount_cents },
      { debit: 'fees', credit: details.account, amount_cents: details.fee_cents },
    ],
  })
  const allocations = recordAllocations(ctx, { id, ...details }, settled, details.payment_date)
  const payment: Payment = {
    id,
    customer_name,
    ...details,
    amount_unallocated_cents: amount_cents - amount_allocated_cents,
    reversed_at: null,
    reverse_reason: null,
    allocations,
  }
  recordEvent(ctx, paymentRecorded, payment)
  return payment
}

function refuseMistakes(input: NewPayment, today: string): void {
  const { invoice_id, customer_id, allocations = [], amount_cents, payment_date } = input
  const mistakes = []
  if (!invoice_id === !customer_id)
    mistakes.push({ pointer: '/customer_id', code: 'required', detail: 'Name either the invoice or the customer.' })
  if (invoice_id && allocations.length > 0)
    mistakes.push({
      pointer: '/allocations',
      code: 'not_allowed',
      detail: 'Name the customer to settle several invoices.',
    })
  if (sumOf(allocations) > amount_cents)
    mistakes.push({ pointer: '/allocations', code: 'too_large', detail: 'This is more than came in.' })
  if (payment_date && payment_date > today)
    mistakes.push({ pointer: '/payment_date', code: 'too_late', detail: 'Use today or a day before.' })
  if (mistakes.length) throw invalid('payments.invalid', 'The payment cannot be recorded like this.', mistakes)
}
