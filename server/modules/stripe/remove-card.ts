import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { notFound } from '#platform/errors.ts'
import { cardRemoved } from './events.ts'
import { clientFor, type Transact } from './open-payment.ts'
import type { SavedCard } from './schemas.ts'
import type { SyncDoor } from './sync-payment.ts'

/** From here on the card is not charged; Stripe is told to forget it, and if it cannot be, that harms nobody. */
export async function removeCard(door: SyncDoor, transact: Transact, customer_id: string, id: string): Promise<void> {
  const { organization_id, stripe_payment_method_id } = await transact(async (ctx) => ({
    organization_id: ctx.organization_id,
    stripe_payment_method_id: await remove(ctx, customer_id, id),
  }))
  const client = await clientFor(door, organization_id)
  await client.paymentMethods.detach(stripe_payment_method_id).catch(() => {})
}

async function remove(ctx: Context, customer_id: string, id: string): Promise<string> {
  const query: TextQuery<SavedCard & { stripe_payment_method_id: string }> = {
    text: `update saved_cards set removed_at = $4
           where organization_id = $1 and customer_id = $2 and id = $3 and removed_at is null
           returning id, customer_id, brand, last4, exp_month, exp_year, created_at, stripe_payment_method_id`,
    parameters: [ctx.organization_id, customer_id, id, ctx.now.toString()],
  }
  const { stripe_payment_method_id, ...card } = await ctx.db.one(query, () => notFound('card'))
  recordEvent(ctx, cardRemoved, card)
  return stripe_payment_method_id
}
