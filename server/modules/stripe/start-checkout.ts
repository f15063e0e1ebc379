import { refuseWithoutAccount } from './account.ts'
import { beginPayment } from './begin-payment.ts'
import { beginning, clientFor, closeGivenUp, openPayment, type Transact } from './open-payment.ts'
import type { OnlinePayment } from './schemas.ts'
import { stripeCustomerOf } from './stripe-customer.ts'
import type { StripeDoor } from './stripe-door.ts'
import type { SyncDoor } from './sync-payment.ts'

export type PayDoor = SyncDoor & { stripe: StripeDoor }
type Wanted = {
  save_card?: boolean
  /** A path of ours to which the customer comes back. */
  return_path: string
}

/** A page of Stripe on which the invoice is paid by card. Who asks again while it is open gets the same page. */
export async function startCheckout(
  door: PayDoor,
  transact: Transact,
  invoice_id: string,
  { save_card = false, return_path }: Wanted,
): Promise<OnlinePayment> {
  const { stripe } = door
  const return_url = `${stripe.public_url}${return_path}`
  const begun = await transact(async (ctx) => {
    await refuseWithoutAccount(ctx, stripe)
    return beginning(ctx, await beginPayment(ctx, invoice_id, { kind: 'checkout', saves_card: save_card, return_url }))
  })
  await closeGivenUp(door, begun)
  const { row, organization_id, payment } = begun
  return openPayment(door, begun, async (metadata) => {
    const customer = save_card ? await stripeCustomerOf(door, organization_id, row.customer_id) : undefined
    const client = await clientFor(door, organization_id)
    const session = await client.checkout.sessions.create(
      {
        mode: 'payment',
        allowed_payment_method_types: ['card'],
        ...(customer && { customer }),
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: 'sgd',
              unit_amount: row.amount_cents,
              product_data: { name: `Invoice ${payment.invoice_number}` },
            },
          },
        ],
        metadata,
        payment_intent_data: {
          metadata,
          // At once, so that the fee is known when the money is.
          capture_method: 'automatic',
          description: payment.invoice_number,
          ...(save_card && { setup_future_usage: 'off_session' as const }),
        },
        client_reference_id: payment.invoice_number,
        success_url: backTo(row.return_url!, 'paid'),
        cancel_url: backTo(row.return_url!, 'left'),
        expires_at: Math.floor(Temporal.Instant.from(row.expires_at!).epochMilliseconds / 1000),
      },
      { idempotencyKey: row.id },
    )
    return { kind: 'checkout', id: session.id }
  })
}

/** A pay page has nobody's session to ask by, so the address tells it how its customer came back. */
const backTo = (url: string, outcome: 'paid' | 'left'): string =>
  new URL(url).pathname.startsWith('/pay/') ? `${url}?card=${outcome}` : url
