import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { getInvoice } from '#modules/invoices/queries.ts'
import { refuseWithoutAccount } from './account.ts'
import { beginPayment } from './begin-payment.ts'
import { type Begun, beginning, clientFor, openPayment, type Transact } from './open-payment.ts'
import type { OnlinePayment } from './schemas.ts'
import { findStripeCustomer } from './stripe-customer.ts'
import type { PayDoor } from './start-checkout.ts'

type Card = { id: string; stripe_payment_method_id: string }
export type Charging = Begun & { card: Card; customer: string }

/**
 * Charges what is due to the card that the customer left, while nobody is there. `status` says how it went: succeeded,
 * failed (with `is_hard_decline`), or processing; `opening` where Stripe did not answer, and then it will be told.
 */
export async function chargeSavedCard(door: PayDoor, transact: Transact, invoice_id: string): Promise<OnlinePayment> {
  const begun: Charging[] = []
  // What it answers is kept under the Idempotency-Key: the payment as it was begun.
  await transact(async (ctx) => {
    await refuseWithoutAccount(ctx, door.stripe)
    begun.push(await beginCharge(ctx, invoice_id))
    return begun.at(-1)!.payment
  })
  return finishCharge(door, begun.at(-1)!)
}

/** Asks Stripe for what was begun, under its id. */
export function finishCharge(door: PayDoor, charging: Charging): Promise<OnlinePayment> {
  const { row, card, customer, payment } = charging
  return openPayment(door, charging, async (metadata) => {
    const client = await clientFor(door, charging.organization_id)
    try {
      const intent = await client.paymentIntents.create(
        {
          amount: row.amount_cents,
          currency: 'sgd',
          customer,
          payment_method: card.stripe_payment_method_id,
          allowed_payment_method_types: ['card'],
          confirm: true,
          off_session: true,
          capture_method: 'automatic',
          description: payment.invoice_number,
          metadata,
        },
        { idempotencyKey: row.id },
      )
      return { kind: 'payment_intent', id: intent.id }
    } catch (error) {
      // A decline is an answer, and leaves an object that says why.
      const { payment_intent } = error as { payment_intent?: { id: string } }
      if (payment_intent) return { kind: 'payment_intent', id: payment_intent.id }
      throw error
    }
  })
}

export async function beginCharge(ctx: Context, invoice_id: string): Promise<Charging> {
  const { customer_id } = await getInvoice(ctx, invoice_id)
  const newest = await findCard(ctx, customer_id)
  if (!newest)
    throw conflict('stripe.no_saved_card', 'This customer has left no card. Let them pay on a page that saves one.')
  const beginningOf = await beginPayment(ctx, invoice_id, { kind: 'saved_card', saved_card_id: newest.id })
  const { row } = beginningOf
  // Of one that is under way: the card that it was begun with, so that Stripe is asked the same again.
  const card = row.saved_card_id === newest.id ? newest : (await findCard(ctx, customer_id, row.saved_card_id!))!
  const begun = await beginning(ctx, beginningOf)
  return { ...begun, card, customer: (await findStripeCustomer(ctx, customer_id))! }
}

function findCard(ctx: Context, customer_id: string, id?: string): Promise<Card | undefined> {
  const query: TextQuery<Card> = {
    text: `select id, stripe_payment_method_id from saved_cards
           where organization_id = $1 and customer_id = $2 and ${id ? 'id = $3' : 'removed_at is null'}
           order by id desc limit 1`,
    parameters: [ctx.organization_id, customer_id, ...(id ? [id] : [])],
  }
  return ctx.db.find(query)
}
