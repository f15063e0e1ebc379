import type { Stripe } from 'stripe'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { randomToken } from '#platform/crypto.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { isKeyRefused, problemOf } from './ask-stripe.ts'
import { closeForgotten, closeOpenPages } from './close-open-pages.ts'
import { type Connection, findConnection, getStripeConnection, webhookUrlOf } from './connection-queries.ts'
import type { NewStripeConnection, StripeConnection } from './connection-schemas.ts'
import { stripeConnected } from './events.ts'
import { forgetAccount } from './forget-account.ts'
import type { Transact } from './open-payment.ts'
import { makeEndpoint, removeEndpoint } from './webhook-endpoint.ts'
import type { Row } from './queries.ts'
import type { PayDoor } from './start-checkout.ts'
import { isSimulatorKey, type StripeDoor } from './stripe-door.ts'

type Chosen = {
  secret_key: string
  account: Stripe.Account
  webhook_secret: string
  webhook_endpoint_id: string | null
}

/**
 * Lets an organisation be paid by an account: the key is tried, the endpoint of its events is set up at Stripe, and then
 * both are kept. Whoever dies in between begins anew, and takes the endpoint of before away.
 */
export async function connectStripe(
  door: PayDoor,
  transact: Transact,
  input: NewStripeConnection,
): Promise<StripeConnection> {
  const { stripe } = door
  const { organization_id, before } = await transact(async (ctx) => ({
    organization_id: ctx.organization_id,
    before: await findConnection(ctx),
  }))
  const chosen =
    input.source === 'installation'
      ? undefined
      : await tryKey(stripe, organization_id, input, before?.webhook_endpoint_id)
  if (!chosen && !stripe.is_configured)
    throw conflict('stripe.not_configured', 'This installation has no Stripe account. Enter the key of your own.')
  const changes = (before?.account_id ?? null) !== (chosen?.account.id ?? null)
  if (changes) await closeOpenPages(door, organization_id)
  const { connection, given_up } = await transact(async (ctx) => {
    const given_up = await write(ctx, stripe, chosen)
    const after = await getStripeConnection(ctx, stripe)
    recordEvent(ctx, stripeConnected, {
      id: organization_id,
      source: after.source,
      mode: after.mode,
      account_id: after.account_id,
    })
    return { connection: after, given_up }
  })
  await closeForgotten(stripe, organization_id, before ?? { secret_key: null }, given_up)
  if (before?.webhook_endpoint_id && before.webhook_endpoint_id !== chosen?.webhook_endpoint_id)
    await removeEndpoint(stripe, organization_id, before)
  return connection
}

async function tryKey(
  stripe: StripeDoor,
  organization_id: string,
  input: NewStripeConnection,
  kept_id: string | null | undefined,
): Promise<Chosen> {
  const secret_key =
    input.source === 'simulator'
      ? randomToken('sk_test_simulator').replaceAll('-', '_')
      : (input.secret_key ?? '').trim()
  const wrong = (code: string, detail: string) =>
    invalid('stripe.key_invalid', 'This key cannot be used.', [{ pointer: '/secret_key', code, detail }])
  if (input.source === 'simulator' && !stripe.has_simulator)
    throw conflict('stripe.no_simulator', 'This installation has no simulator of Stripe. Enter the key of an account.')
  if (!/^(sk|rk)_(live|test)_\w+$/.test(secret_key))
    throw wrong('wrong_format', 'Enter the secret key of your account: it begins with sk_live_, sk_test_ or rk_.')
  if (isSimulatorKey(secret_key) && input.source !== 'simulator')
    throw wrong('not_allowed', 'This is a key of the simulator. Choose the simulator instead.')
  const client = await stripe.clientBy(secret_key)
  try {
    const account = await client.accounts.retrieveCurrent()
    const by_hand = input.webhook_secret
    const endpoint = by_hand
      ? { webhook_secret: by_hand, webhook_endpoint_id: null }
      : await makeEndpoint(client, webhookUrlOf(stripe, organization_id), kept_id)
    return { secret_key, account, ...endpoint }
  } catch (error) {
    if (isKeyRefused(error))
      throw wrong(
        'refused',
        'Stripe does not know this key, or it may do too little. Copy it again from the dashboard.',
      )
    throw problemOf(error)
  }
}

async function write(ctx: Context, stripe: StripeDoor, chosen: Chosen | undefined): Promise<Row[]> {
  const { organization_id } = ctx
  const before = await findConnection(ctx, true)
  const account_id = chosen?.account.id ?? null
  const given_up = (before?.account_id ?? null) === account_id ? [] : await forgetAccount(ctx)
  const { secret, until } = previousOf(ctx, before, account_id)
  const own = chosen && {
    secret_key: stripe.seal(organization_id, chosen.secret_key),
    key_last4: chosen.secret_key.slice(-4),
    webhook_secret: stripe.seal(organization_id, chosen.webhook_secret),
    webhook_secret_last4: chosen.webhook_secret.slice(-4),
  }
  ctx.db.send({
    text: `insert into stripe_connections (organization_id, secret_key, key_last4, account_id, account_name, is_live,
             webhook_secret, webhook_secret_last4, previous_webhook_secret, previous_until, webhook_endpoint_id,
             connected_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
           on conflict (organization_id) do update set secret_key = excluded.secret_key, key_last4 = excluded.key_last4,
             account_id = excluded.account_id, account_name = excluded.account_name, is_live = excluded.is_live,
             webhook_secret = excluded.webhook_secret, webhook_secret_last4 = excluded.webhook_secret_last4,
             previous_webhook_secret = excluded.previous_webhook_secret, previous_until = excluded.previous_until,
             webhook_endpoint_id = excluded.webhook_endpoint_id, connected_at = excluded.connected_at,
             updated_at = excluded.updated_at`,
    parameters: [
      organization_id,
      own?.secret_key ?? null,
      own?.key_last4 ?? null,
      account_id,
      chosen ? nameOf(chosen.account) : null,
      chosen ? /^.._live_/.test(chosen.secret_key) : stripe.is_live,
      own?.webhook_secret ?? null,
      own?.webhook_secret_last4 ?? null,
      secret,
      until,
      chosen?.webhook_endpoint_id ?? null,
      ctx.now.toString(),
    ],
  })
  return given_up
}

/** The secret of before stays believed for a day, for events that are on their way. */
export function previousOf(ctx: Context, before: Connection | undefined, account_id: string | null) {
  if (!before?.webhook_secret || before.account_id !== account_id) return { secret: null, until: null }
  return { secret: before.webhook_secret, until: ctx.now.add({ hours: 24 }).toString() }
}

const nameOf = ({ business_profile, settings, email, id }: Stripe.Account): string =>
  business_profile?.name ?? settings?.dashboard.display_name ?? email ?? id
