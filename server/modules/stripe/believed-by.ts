import type { UserContext } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { notConfigured } from './account.ts'
import { findConnection } from './connection-queries.ts'
import type { Believed } from './receive-event.ts'
import type { StripeDoor } from './stripe-door.ts'

/** What the endpoint of the account of the installation believes. */
export function believedByInstallation(stripe: StripeDoor): Believed {
  if (!stripe.is_configured) throw notConfigured()
  return { ...stripe, organization_id: null }
}

/** What the endpoint of one organisation believes: its own secrets, that of before for a day, and its own account. */
export async function believedBy(ctx: UserContext, stripe: StripeDoor, organization_id: string): Promise<Believed> {
  ctx.db.enter(organization_id)
  const connection = await findConnection({
    ...ctx,
    organization_id,
    actor: { kind: 'system', id: null, name: 'Stripe' },
  })
  if (!connection?.webhook_secret) throw notFound('webhook endpoint')
  const { webhook_secret, previous_webhook_secret, previous_until, is_live, account_id } = connection
  const is_in_overlap = previous_until !== null && Temporal.Instant.compare(previous_until, ctx.now) > 0
  const sealed = [webhook_secret, ...(previous_webhook_secret && is_in_overlap ? [previous_webhook_secret] : [])]
  return {
    webhook_secrets: sealed.map((secret) => stripe.unseal(organization_id, secret)),
    is_live,
    account_id: account_id ?? undefined,
    organization_id,
  }
}
