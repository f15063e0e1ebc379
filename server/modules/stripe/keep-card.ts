import type { Stripe } from 'stripe'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { TextQuery } from '#platform/database.ts'
import { beginAgain } from './collections.ts'
import { cardSaved } from './events.ts'
import type { SavedCard } from './schemas.ts'

/**
 * Keeps what may be shown of a card that was left with Stripe. The same card again is the same row; a new one is tried
 * at once where an older one could not pay.
 */
export async function keepCard(
  ctx: Context,
  customer_id: string,
  method: string | Stripe.PaymentMethod | null | undefined,
): Promise<void> {
  if (!method || typeof method !== 'object' || !method.card) return
  const { brand, last4, exp_month, exp_year } = method.card
  const insert: TextQuery<SavedCard> = {
    text: `insert into saved_cards (organization_id, id, customer_id, stripe_payment_method_id, brand, last4, exp_month, exp_year, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (organization_id, stripe_payment_method_id) do nothing
           returning id, customer_id, brand, last4, exp_month, exp_year, created_at`,
    parameters: [
      ctx.organization_id,
      newId(),
      customer_id,
      method.id,
      brand,
      last4,
      exp_month,
      exp_year,
      ctx.now.toString(),
    ],
  }
  const card = await ctx.db.find(insert)
  if (!card) return
  recordEvent(ctx, cardSaved, card)
  beginAgain(ctx, customer_id)
}
