import type { Stripe } from 'stripe'
import { conflict } from '#platform/errors.ts'
import type { Connection } from './connection-queries.ts'
import type { StripeDoor } from './stripe-door.ts'

/** What moves something of ours. */
const events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.canceled',
  'charge.succeeded',
  'charge.updated',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'refund.created',
  'refund.updated',
  'refund.failed',
]

type Made = { webhook_secret: string; webhook_endpoint_id: string }

/** Sets the endpoint up at Stripe; one that an attempt left behind which died is taken away, for its secret is lost. */
export async function makeEndpoint(client: Stripe, url: string, kept_id?: string | null): Promise<Made> {
  try {
    for await (const old of client.webhookEndpoints.list({ limit: 100 }))
      if (old.url === url && old.id !== kept_id) await client.webhookEndpoints.del(old.id)
    const { id, secret } = await client.webhookEndpoints.create({ url, enabled_events: events })
    return { webhook_endpoint_id: id, webhook_secret: secret! }
  } catch (error) {
    const { type, statusCode = 0, message } = error as { type?: string; statusCode?: number; message?: string }
    if (type === 'StripeInvalidRequestError' || statusCode === 403)
      throw conflict(
        'stripe.endpoint_refused',
        `Stripe did not take the webhook address ${url}: ${message} Add the endpoint there by hand, and enter its signing secret here.`,
      )
    throw error
  }
}

/** An endpoint that is not wanted any more; if Stripe does not answer, its events are refused from now on. */
export async function removeEndpoint(
  stripe: StripeDoor,
  organization_id: string,
  { secret_key, webhook_endpoint_id }: Pick<Connection, 'secret_key' | 'webhook_endpoint_id'>,
): Promise<void> {
  if (!secret_key || !webhook_endpoint_id) return
  const client = await stripe.client({ organization_id, secret_key })
  await client.webhookEndpoints.del(webhook_endpoint_id).catch(() => {})
}
