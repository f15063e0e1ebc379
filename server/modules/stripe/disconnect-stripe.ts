import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { notConfigured } from './account.ts'
import { stopAllCollections } from './collections.ts'
import { closeForgotten, closeOpenPages } from './close-open-pages.ts'
import { type Connection, findConnection, getStripeConnection } from './connection-queries.ts'
import type { StripeConnection } from './connection-schemas.ts'
import { stripeDisconnected } from './events.ts'
import { forgetAccount } from './forget-account.ts'
import type { Transact } from './open-payment.ts'
import type { PayDoor } from './start-checkout.ts'
import { removeEndpoint } from './webhook-endpoint.ts'

/** Nothing is paid online from here on. What was paid stays in the ledger; the key is gone. */
export async function disconnectStripe(door: PayDoor, transact: Transact): Promise<StripeConnection> {
  const { stripe } = door
  const organization_id = await transact(async (ctx) => {
    await connected(ctx)
    return ctx.organization_id
  })
  await closeOpenPages(door, organization_id)
  const { before, given_up, after } = await transact(async (ctx) => {
    const before = await connected(ctx, true)
    const { account_id, account_name } = before
    const given_up = await forgetAccount(ctx)
    stopAllCollections(ctx)
    ctx.db.send({
      text: 'delete from stripe_connections where organization_id = $1',
      parameters: [organization_id],
    })
    recordEvent(ctx, stripeDisconnected, { id: organization_id, account_id, account_name })
    return { before, given_up, after: await getStripeConnection(ctx, stripe) }
  })
  await closeForgotten(stripe, organization_id, before, given_up)
  await removeEndpoint(stripe, organization_id, before)
  return after
}

async function connected(ctx: Context, lock = false): Promise<Connection> {
  const connection = await findConnection(ctx, lock)
  if (!connection) throw notConfigured()
  return connection
}
