import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { isSimulatorKey, type StripeDoor } from './stripe-door.ts'
import type { StripeConnection } from './connection-schemas.ts'

export type Connection = {
  secret_key: Buffer | null
  key_last4: string | null
  account_id: string | null
  account_name: string | null
  is_live: boolean
  webhook_secret: Buffer | null
  webhook_secret_last4: string | null
  previous_webhook_secret: Buffer | null
  previous_until: string | null
  webhook_endpoint_id: string | null
  is_card_offered: boolean
  charged_since: string | null
  retry_days: number[]
  connected_at: string
}

export const defaultRetryDays = [1, 2, 3, 5, 7, 9, 12, 14]

export function findConnection(ctx: Context, lock = false): Promise<Connection | undefined> {
  const query: TextQuery<Connection> = {
    text: `select secret_key, key_last4, account_id, account_name, is_live, webhook_secret, webhook_secret_last4,
             previous_webhook_secret, previous_until, webhook_endpoint_id, is_card_offered, charged_since, retry_days,
             connected_at
           from stripe_connections where organization_id = $1 ${lock ? 'for update' : ''}`,
    parameters: [ctx.organization_id],
  }
  return ctx.db.find(query)
}

export const webhookUrlOf = ({ public_url }: Pick<StripeDoor, 'public_url'>, organization_id: string): string =>
  `${public_url}/api/v1/webhooks/stripe/${organization_id}`

export async function getStripeConnection(ctx: Context, stripe: StripeDoor): Promise<StripeConnection> {
  const { organization_id } = ctx
  const connection = await findConnection(ctx)
  const told: TextQuery<{ last_event_at: string | null; dead_count: number }> = {
    text: `select (select max(received_at) from (select received_at from stripe_events where organization_id = $1
               order by id desc limit 20) newest) as last_event_at,
             (select count(*) from stripe_events where organization_id = $1 and status = 'dead') as dead_count`,
    parameters: [organization_id],
  }
  const { last_event_at, dead_count } = await ctx.db.one(told)
  const { secret_key, is_live = false, previous_until = null } = connection ?? {}
  const is_simulated = secret_key ? isSimulatorKey(stripe.unseal(organization_id, secret_key)) : stripe.has_simulator
  const { account_id = null, account_name = null, key_last4 = null, webhook_secret_last4 = null } = connection ?? {}
  return {
    source: connection ? (secret_key ? 'own' : 'installation') : 'none',
    mode: !connection ? 'none' : is_simulated ? 'simulator' : is_live ? 'live' : 'test',
    account_id,
    account_name,
    key_last4,
    webhook_url:
      secret_key || !connection ? webhookUrlOf(stripe, organization_id) : `${stripe.public_url}/api/v1/webhooks/stripe`,
    webhook_secret_last4,
    previous_secret_until:
      previous_until && Temporal.Instant.compare(previous_until, ctx.now) > 0 ? previous_until : null,
    is_endpoint_ours: Boolean(connection?.webhook_endpoint_id),
    last_event_at,
    dead_count,
    is_card_offered: connection?.is_card_offered ?? false,
    is_charged_when_issued: Boolean(connection?.charged_since),
    retry_days: connection?.retry_days ?? defaultRetryDays,
    is_installation_offered: stripe.is_configured && !stripe.has_simulator,
    is_simulator_offered: stripe.has_simulator,
    connected_at: connection?.connected_at ?? null,
  }
}

/** Whether pay pages offer cards. */
export async function isCardOffered(ctx: Context): Promise<boolean> {
  const query: TextQuery<{ is_card_offered: boolean }> = {
    text: 'select is_card_offered from stripe_connections where organization_id = $1',
    parameters: [ctx.organization_id],
  }
  return (await ctx.db.find(query))?.is_card_offered ?? false
}
