import { failRefund } from '#modules/payments/fail-refund.ts'
import { recordRefund } from '#modules/payments/record-refund.ts'
import { getRefund } from '#modules/payments/refund-queries.ts'
import type { Refund } from '#modules/payments/refund-schemas.ts'
import type { Context } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { getAccount } from './account.ts'
import { isRefusal, problemOf } from './ask-stripe.ts'
import { clientFor, type Transact } from './open-payment.ts'
import { findRow, type Row } from './queries.ts'
import type { NewOnlineRefund } from './schemas.ts'
import { type SyncDoor, syncPayment } from './sync-payment.ts'

type Begun = { organization_id: string; row: Row; refund: Refund }

/**
 * Sends money back the way it came, as far as it settles no invoice. It counts as gone at once; Stripe may take days,
 * and where it fails the money is credit of the customer again.
 */
export async function refundOnlinePayment(
  door: SyncDoor,
  transact: Transact,
  id: string,
  input: NewOnlineRefund,
): Promise<Refund> {
  const begun: Begun[] = []
  // What it answers is kept under the Idempotency-Key: the refund as it was begun.
  await transact(async (ctx) => {
    begun.push(await begin(ctx, id, input))
    return begun.at(-1)!.refund
  })
  return askForRefund(door, begun.at(-1)!)
}

async function begin(ctx: Context, id: string, { amount_cents, reason }: NewOnlineRefund): Promise<Begun> {
  const row = await findRow(ctx, id, true)
  if (!row) throw notFound('online payment')
  if (!row.payment_id)
    throw conflict('stripe.nothing_to_refund', 'No money came in by this payment, so none can go back.')
  if (row.account_id !== (await getAccount(ctx)).account_id)
    throw conflict(
      'stripe.other_account',
      'This came in by a Stripe account that is not connected any more. Refund it there, and record the refund here.',
    )
  const method = row.kind === 'paynow' ? 'paynow' : 'card'
  const details = { amount_cents, reason, method, reference: row.stripe_payment_intent_id } as const
  const refund = await recordRefund(ctx, row.payment_id, details, 'pending')
  ctx.db.send({
    text: `insert into online_refunds (organization_id, refund_id, online_payment_id, created_at) values ($1, $2, $3, $4)`,
    parameters: [ctx.organization_id, refund.id, id, ctx.now.toString()],
  })
  return { organization_id: ctx.organization_id, row, refund }
}

/** Under the id of the refund, so that asking again sends nothing twice. */
export async function askForRefund(door: SyncDoor, { organization_id, row, refund }: Begun): Promise<Refund> {
  const named = { organization_id, online_payment_id: row.id }
  try {
    const client = await clientFor(door, organization_id)
    await client.refunds.create(
      {
        payment_intent: row.stripe_payment_intent_id!,
        amount: refund.amount_cents,
        metadata: { ...named, refund_id: refund.id },
      },
      { idempotencyKey: refund.id },
    )
    await syncPayment(door, named)
  } catch (error) {
    if (!isRefusal(error)) throw problemOf(error)
    const failure = (error as Error).message.slice(0, 500)
    return door.inOrganization(organization_id, (ctx) => failRefund(ctx, refund.id, { failure }))
  }
  return door.inOrganization(organization_id, (ctx) => getRefund(ctx, refund.id))
}
