import { recordEvent } from '#modules/events/record-event.ts'
import { settleInvoice } from '#modules/invoices/settle-invoice.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { paymentRecorded } from './events.ts'
import type { NewPayment, Payment } from './schemas.ts'

/** Records money that came in, in full or in part, against one invoice. */
export async function recordPayment(ctx: Context, input: NewPayment): Promise<Payment> {
  const { invoice_id, amount_cents, method } = input
  const today = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  const payment_date = input.payment_date ?? today
  if (payment_date > today)
    throw invalid('payments.invalid', 'A payment cannot be recorded before it came in.', [
      { pointer: '/payment_date', code: 'too_late', detail: 'Use today or a day before.' },
    ])

  const payment_id = newId()
  const created_at = ctx.now.toString()
  const { number, customer_id, customer_name, currency } = await settleInvoice(ctx, {
    invoice_id,
    payment_id,
    amount_cents,
  })
  const { organization_id } = ctx
  const details = {
    customer_id,
    amount_cents,
    currency,
    payment_date,
    method,
    reference: input.reference ?? null,
    created_at,
  }
  ctx.db.send(
    db.insertInto('payments').values({ ...details, organization_id, id: payment_id, currency: currency as 'SGD' }),
  )
  ctx.db.send(
    db.insertInto('payment_allocations').values({ organization_id, payment_id, invoice_id, amount_cents, created_at }),
  )
  const allocations = [{ invoice_id, invoice_number: number, amount_cents }]
  const payment: Payment = { id: payment_id, ...details, customer_name, allocations }
  recordEvent(ctx, paymentRecorded, payment)
  return payment
}
