import { recordEvent } from '#modules/events/record-event.ts'
import { notConfigured } from './account.ts'
import { stopAllCollections } from './collections.ts'
import { findConnection, getStripeConnection } from './connection-queries.ts'
import type { StripeConnection } from './connection-schemas.ts'
import { stripeDisconnected } from './events.ts'
import { forgetAccount } from './forget-account.ts'
import type { Transact } from './open-payment.ts'
import type { StripeDoor } from './stripe-door.ts'
import { removeEndpoint } from './webhook-endpoint.ts'

/** Nothing is paid online from here on. What was paid stays in the ledger; the key is gone. */
export async function disconnectStripe(stripe: StripeDoor, transact: Transact): Promise<StripeConnection> {
  const { organization_id, before, after } = await transact(async (ctx) => {
    const connection = await findConnection(ctx, true)
    if (!connection) throw notConfigured()
    const { account_id, account_name } = connection
    await forgetAccount(ctx)
    stopAllCollections(ctx)
    ctx.db.send({
      text: 'delete from stripe_connections where organization_id = $1',
      parameters: [ctx.organization_id],
    })
    recordEvent(ctx, stripeDisconnected, { id: ctx.organization_id, account_id, account_name })
    return {
      organization_id: ctx.organization_id,
      before: connection,
      after: await getStripeConnection(ctx, stripe),
    }
  })
  await removeEndpoint(stripe, organization_id, before)
  return after
}
