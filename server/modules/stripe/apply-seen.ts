import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { onlinePaymentCanceled, onlinePaymentFailed, onlinePaymentSucceeded } from './events.ts'
import { keepCard } from './keep-card.ts'
import { findRow, getOnlinePayment, type Row } from './queries.ts'
import { afterCharge } from './collections.ts'
import { applyDispute } from './apply-dispute.ts'
import { applyRefund } from './apply-refund.ts'
import { bookMoney } from './book-money.ts'
import { lockInvoice } from './lock-invoice.ts'
import { chargeOf, failureOf, feeOf, type Seen, statusOf } from './rules.ts'

/**
 * Writes what was read from Stripe about a payment, unless somebody wrote since `row` was read: then false. Money that
 * came in is booked when it has not been, in the same transaction, so it is booked once.
 */
export async function applySeen(ctx: Context, row: Row, seen: Seen): Promise<boolean> {
  const at_stripe = statusOf(row.kind, seen)
  // What was given up stays so, for another may be open by now; money that comes in by it counts all the same.
  const status = row.status === 'canceled' && at_stripe !== 'succeeded' ? 'canceled' : at_stripe
  const failure = failureOf(seen)
  const fee_cents = feeOf(seen) ?? row.fee_cents
  const { session, intent } = seen
  const qr = intent?.next_action?.paynow_display_qr_code
  const next = {
    status,
    stripe_checkout_id: session?.id ?? row.stripe_checkout_id,
    stripe_payment_intent_id: intent?.id ?? row.stripe_payment_intent_id,
    failure_code: failure?.failure_code ?? null,
    fee_cents,
  }
  const isNew = Object.entries(next).some(([name, value]) => row[name as keyof Row] !== value)
  const refunds = chargeOf(intent)?.refunds?.data ?? []
  const disputes = seen.disputes ?? []
  if (!isNew && refunds.length === 0 && disputes.length === 0) return true
  // The invoice first, as whoever begins a payment does: in the other order two would wait for each other.
  await lockInvoice(ctx, row.invoice_id)
  const locked = await findRow(ctx, row.id, true)
  if (locked?.version !== row.version) return false

  const payment_id = status === 'succeeded' ? (row.payment_id ?? (await bookMoney(ctx, row, seen))) : row.payment_id
  if (isNew)
    await ctx.db.all({
      text: `update online_payments set status = $3, stripe_checkout_id = $4, stripe_payment_intent_id = $5, failure_code = $6,
             fee_cents = $7, failure = $8, is_hard_decline = $9, url = coalesce($10, url), qr_data = coalesce($11, qr_data),
             payment_id = $12, version = version + 1, updated_at = $13
           where organization_id = $1 and id = $2`,
      parameters: [
        ctx.organization_id,
        row.id,
        ...Object.values(next),
        failure?.failure ?? null,
        failure?.is_hard_decline ?? null,
        session?.url ?? qr?.hosted_instructions_url ?? null,
        qr?.data ?? null,
        payment_id,
        ctx.now.toString(),
      ],
    })
  if (status === 'succeeded' && row.saves_card && !row.payment_id)
    await keepCard(ctx, row.customer_id, intent?.payment_method)
  await afterCharge(ctx, row, { status, is_hard_decline: failure?.is_hard_decline ?? false })
  // Oldest first, as they were made.
  if (payment_id) for (const refund of refunds.toReversed()) await applyRefund(ctx, row, payment_id, refund)
  if (payment_id) for (const dispute of disputes.toReversed()) await applyDispute(ctx, row, payment_id, dispute)
  await tell(ctx, row, status, next.failure_code)
  return true
}

/** A refusal on a page is told each time, for somebody may be waiting for the money; the rest when it changes. */
async function tell(ctx: Context, row: Row, status: Row['status'], failure_code: string | null): Promise<void> {
  const failed = failure_code !== null && failure_code !== row.failure_code
  if (status === row.status && !failed) return
  const definition =
    status === 'succeeded'
      ? onlinePaymentSucceeded
      : status === 'canceled'
        ? onlinePaymentCanceled
        : failed
          ? onlinePaymentFailed
          : undefined
  if (definition) recordEvent(ctx, definition, await getOnlinePayment(ctx, row.id))
}
