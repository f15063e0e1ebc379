import { recordEvent } from '#modules/events/record-event.ts'
import { conflict } from '#platform/errors.ts'
import { notConfigured } from './account.ts'
import { problemOf } from './ask-stripe.ts'
import { previousOf } from './connect-stripe.ts'
import { findConnection, getStripeConnection, webhookUrlOf } from './connection-queries.ts'
import type { SecretRotation, StripeConnection } from './connection-schemas.ts'
import { webhookSecretRotated } from './events.ts'
import type { Transact } from './open-payment.ts'
import type { StripeDoor } from './stripe-door.ts'
import { makeEndpoint, removeEndpoint } from './webhook-endpoint.ts'

/**
 * A new signing secret; events that were signed with the one of before are believed for another day. For an endpoint
 * that we set up a new one takes its place at Stripe, and for a moment both send.
 */
export async function rotateWebhookSecret(
  stripe: StripeDoor,
  transact: Transact,
  { webhook_secret }: SecretRotation,
): Promise<StripeConnection> {
  const { organization_id, before } = await transact(async (ctx) => ({
    organization_id: ctx.organization_id,
    before: await findConnection(ctx),
  }))
  if (!before?.secret_key) throw notConfigured()
  const { secret_key, webhook_endpoint_id } = before
  if (!webhook_secret && !webhook_endpoint_id)
    throw conflict(
      'stripe.secret_required',
      'Roll the secret at Stripe, where you set the endpoint up, and enter the new one here.',
    )
  const client = await stripe.client({ organization_id, secret_key })
  const made = webhook_secret
    ? { webhook_secret, webhook_endpoint_id: null }
    : await makeEndpoint(client, webhookUrlOf(stripe, organization_id), webhook_endpoint_id).catch((error: unknown) => {
        throw problemOf(error)
      })
  const after = await transact(async (ctx) => {
    const now = await findConnection(ctx, true)
    if (!now?.webhook_secret || now.account_id !== before.account_id) throw notConfigured()
    const { secret, until } = previousOf(ctx, now, now.account_id)
    ctx.db.send({
      text: `update stripe_connections set webhook_secret = $2, webhook_secret_last4 = $3, previous_webhook_secret = $4,
               previous_until = $5, webhook_endpoint_id = $6, updated_at = $7
             where organization_id = $1`,
      parameters: [
        organization_id,
        stripe.seal(organization_id, made.webhook_secret),
        made.webhook_secret.slice(-4),
        secret,
        until,
        made.webhook_endpoint_id,
        ctx.now.toString(),
      ],
    })
    recordEvent(ctx, webhookSecretRotated, { id: organization_id, previous_until: until })
    return getStripeConnection(ctx, stripe)
  })
  await removeEndpoint(stripe, organization_id, before)
  return after
}
