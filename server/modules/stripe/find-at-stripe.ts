import type { Stripe } from 'stripe'
import { namedIn } from './event-subjects.ts'
import type { Row } from './queries.ts'
import type { Found } from './sync-payment.ts'

/** What Stripe made of a beginning that we never heard of again, by the metadata that it carries. */
export async function findAtStripe(client: Stripe, { id, kind, created_at }: Row): Promise<Found | undefined> {
  const begun = Math.floor(Temporal.Instant.from(created_at).epochMilliseconds / 1000)
  // Asked again and again for a day at the most, by clocks that may differ.
  const page = { created: { gte: begun - 600, lt: begun + 90_000 }, limit: 100 }
  const list = kind === 'checkout' ? client.checkout.sessions.list(page) : client.paymentIntents.list(page)
  for await (const object of list)
    if (namedIn(object.metadata)?.online_payment_id === id)
      return { kind: kind === 'checkout' ? 'checkout' : 'payment_intent', id: object.id }
  return undefined
}
