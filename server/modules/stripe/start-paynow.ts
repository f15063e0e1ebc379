import { refuseWithoutAccount } from './account.ts'
import { beginPayment } from './begin-payment.ts'
import { beginning, clientFor, closeGivenUp, openPayment, type Transact } from './open-payment.ts'
import type { OnlinePayment } from './schemas.ts'
import type { PayDoor } from './start-checkout.ts'

/** A PayNow code of Stripe for what is due; who asks again while it is open gets the same code. */
export async function startPayNow(door: PayDoor, transact: Transact, invoice_id: string): Promise<OnlinePayment> {
  const begun = await transact(async (ctx) => {
    await refuseWithoutAccount(ctx, door.stripe)
    return beginning(ctx, await beginPayment(ctx, invoice_id, { kind: 'paynow' }))
  })
  await closeGivenUp(door, begun)
  const { row, payment } = begun
  return openPayment(door, begun, async (metadata) => {
    const client = await clientFor(door, begun.organization_id)
    const intent = await client.paymentIntents.create(
      {
        amount: row.amount_cents,
        currency: 'sgd',
        allowed_payment_method_types: ['paynow'],
        payment_method_data: { type: 'paynow' },
        confirm: true,
        capture_method: 'automatic',
        description: payment.invoice_number,
        metadata,
      },
      { idempotencyKey: row.id },
    )
    return { kind: 'payment_intent', id: intent.id }
  })
}
