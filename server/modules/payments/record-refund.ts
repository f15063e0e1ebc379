import { recordEvent } from '#modules/events/record-event.ts'
import { postEntries } from '#modules/journal/post-entries.ts'
import { getOrganization } from '#modules/organizations/queries.ts'
import { type Context, dayIn } from '#platform/context.ts'
import { db, type TextQuery } from '#platform/database.ts'
import { invalid } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { refusal } from './allocate-payment.ts'
import { refundRecorded } from './events.ts'
import { getPayment } from './queries.ts'
import type { NewRefund, Refund } from './refund-schemas.ts'
import type { Payment } from './schemas.ts'
import { getRefund } from './refund-queries.ts'

/**
 * Gives money of a payment back that settles no invoice: a credit note or taking it off its invoices frees it. A refund
 * on its way counts as gone until it fails.
 */
export async function recordRefund(
  ctx: Context,
  payment_id: string,
  input: NewRefund,
  status: 'pending' | 'succeeded' = 'succeeded',
): Promise<Refund> {
  const { amount_cents, method, reason } = input
  const payment = await getPayment(ctx, payment_id)
  const today = dayIn((await getOrganization(ctx)).timezone, ctx.now)
  const refund_date = input.refund_date ?? today
  if (refund_date > today || refund_date < payment.payment_date)
    throw invalid('payments.invalid', 'A refund happens between the payment and today.', [
      {
        pointer: '/refund_date',
        code: refund_date > today ? 'too_late' : 'too_early',
        detail: `Use a day from ${payment.payment_date} to ${today}.`,
      },
    ])
  const taken = await ctx.db.find(takeQuery(ctx, payment_id, amount_cents))
  if (!taken) throw refusal(await getPayment(ctx, payment_id))
  const id = newId()
  const account = accountOf(payment, method)
  const { organization_id } = ctx
  const created_at = ctx.now.toString()
  const details = { payment_id, amount_cents, refund_date, method, account, reason, status }
  ctx.db.send(
    db.insertInto('refunds').values({
      ...details,
      organization_id,
      id,
      reference: input.reference ?? null,
      failure: null,
      created_at,
      updated_at: created_at,
    }),
  )
  postEntries(ctx, {
    source: 'refund',
    source_id: id,
    entry_date: refund_date,
    entries: [{ debit: 'customer_credits', credit: account, amount_cents }],
  })
  const refund = await getRefund(ctx, id)
  recordEvent(ctx, refundRecorded, refund)
  return refund
}

/** A payment service gives back what it took, the way it came; all else leaves the bank or the till. */
function accountOf({ account }: Payment, method: NewRefund['method']): Payment['account'] {
  if (method === 'cash') return 'cash'
  const leavesBank = method === 'bank_transfer' || method === 'cheque'
  return account === 'stripe_balance' && !leavesBank ? account : 'bank'
}

function takeQuery(ctx: Context, id: string, amount_cents: number): TextQuery<{ id: string }> {
  return {
    text: `update payments set amount_refunded_cents = amount_refunded_cents + $3, updated_at = $4
           where organization_id = $1 and id = $2 and amount_unallocated_cents >= $3 returning id`,
    parameters: [ctx.organization_id, id, amount_cents, ctx.now.toString()],
  }
}
