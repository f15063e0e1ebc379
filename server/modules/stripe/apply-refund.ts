import type { Stripe } from 'stripe'
import { completeRefund } from '#modules/payments/complete-refund.ts'
import { failRefund } from '#modules/payments/fail-refund.ts'
import { recordRefund } from '#modules/payments/record-refund.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { freeMoney } from './free-money.ts'
import type { Row } from './queries.ts'

type Ours = { id: string; status: 'pending' | 'succeeded' | 'failed' }

/** Brings one refund of the ledger to what Stripe says of it; one that was made at Stripe is taken up. */
export async function applyRefund(ctx: Context, row: Row, payment_id: string, refund: Stripe.Refund): Promise<void> {
  const hasFailed = refund.status === 'failed' || refund.status === 'canceled'
  const ours = (await find(ctx, row, refund)) ?? (hasFailed ? undefined : await takeUp(ctx, row, payment_id, refund))
  if (!ours) return
  if (refund.status === 'succeeded' && ours.status === 'pending') await completeRefund(ctx, ours.id)
  if (hasFailed && ours.status !== 'failed')
    await failRefund(ctx, ours.id, { failure: `Stripe: ${refund.failure_reason ?? refund.status}` })
}

/** By the id that Stripe gave it, or by ours in what we wrote on it, which must be of this very payment and amount. */
async function find(ctx: Context, row: Row, { id, metadata, amount }: Stripe.Refund): Promise<Ours | undefined> {
  const query: TextQuery<Ours & { stripe_refund_id: string | null }> = {
    text: `select r.id, r.status, o.stripe_refund_id
           from online_refunds o join refunds r on r.organization_id = o.organization_id and r.id = o.refund_id
           where o.organization_id = $1 and o.online_payment_id = $2
             and (o.stripe_refund_id = $3
               or (o.stripe_refund_id is null and o.refund_id::text = $4 and r.amount_cents = $5))`,
    parameters: [ctx.organization_id, row.id, id, metadata?.refund_id ?? '', amount],
  }
  const ours = await ctx.db.find(query)
  if (ours && !ours.stripe_refund_id)
    ctx.db.send({
      text: 'update online_refunds set stripe_refund_id = $3 where organization_id = $1 and refund_id = $2',
      parameters: [ctx.organization_id, ours.id, id],
    })
  return ours
}

/** Nothing where the payment has nothing left: it was taken back, or paid back another way, in the ledger before. */
async function takeUp(
  ctx: Context,
  row: Row,
  payment_id: string,
  { id, amount }: Stripe.Refund,
): Promise<Ours | undefined> {
  const method = row.kind === 'paynow' ? 'paynow' : 'card'
  // It has left Stripe, whatever it had settled here.
  const amount_cents = await freeMoney(ctx, payment_id, amount)
  if (amount_cents === 0) return undefined
  const details = { amount_cents, method, reference: id, reason: 'Refunded at Stripe' } as const
  const refund = await recordRefund(ctx, payment_id, details, 'pending')
  ctx.db.send({
    text: `insert into online_refunds (organization_id, refund_id, online_payment_id, stripe_refund_id, created_at)
           values ($1, $2, $3, $4, $5)`,
    parameters: [ctx.organization_id, refund.id, row.id, id, ctx.now.toString()],
  })
  return { id: refund.id, status: 'pending' }
}
