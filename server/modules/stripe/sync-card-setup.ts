import type { Stripe } from 'stripe'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { getAccount } from './account.ts'
import type { NamedSetup } from './event-subjects.ts'
import { keepCard } from './keep-card.ts'
import type { Outcome } from './process-events.ts'
import type { SyncDoor } from './sync-payment.ts'

export type Setup = {
  id: string
  customer_id: string
  account_id: string | null
  status: 'opening' | 'open' | 'done' | 'expired'
  stripe_checkout_id: string | null
  url: string | null
  expires_at: string
}
export const setupColumns = 'id, customer_id, account_id, status, stripe_checkout_id, url, expires_at'

/** Reads from Stripe what became of a page on which a card is left, and keeps the card once. */
export async function syncCardSetup(door: SyncDoor, named: NamedSetup, session_id: string): Promise<Outcome> {
  const { organization_id, card_setup_id } = named
  const { setup, account } = await door.inOrganization(organization_id, async (ctx) => ({
    setup: await findSetup(ctx, card_setup_id),
    account: await getAccount(ctx),
  }))
  if (!setup) return { ignored: 'names a card page that we do not have' }
  if (setup.account_id !== account.account_id)
    return { ignored: 'belongs to an account that is not connected any more' }
  if (setup.stripe_checkout_id && setup.stripe_checkout_id !== session_id)
    return { ignored: `${session_id} is not the page that was made for it` }
  const client = await door.stripe.client(account.own)
  const session = await client.checkout.sessions.retrieve(session_id, { expand: ['setup_intent.payment_method'] })
  const { metadata } = session
  if (metadata?.organization_id !== organization_id || metadata.card_setup_id !== card_setup_id)
    return { ignored: `${session_id} names another card page than ours` }
  await door.inOrganization(organization_id, (ctx) => apply(ctx, card_setup_id, session))
  return { organization_id }
}

export function findSetup(ctx: Context, id: string, lock = false): Promise<Setup | undefined> {
  const query: TextQuery<Setup> = {
    text: `select ${setupColumns} from card_setups where organization_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
    parameters: [ctx.organization_id, id],
  }
  return ctx.db.find(query)
}

/** A page that is done or expired stays so, whatever an older answer says. */
async function apply(ctx: Context, id: string, session: Stripe.Checkout.Session): Promise<void> {
  const setup = await findSetup(ctx, id, true)
  if (!setup || setup.status === 'done') return
  const status = session.status === 'complete' ? 'done' : session.status === 'expired' ? 'expired' : 'open'
  if (setup.status === 'expired' && status === 'open') return
  ctx.db.send({
    text: `update card_setups set status = $3, stripe_checkout_id = $4, url = $5 where organization_id = $1 and id = $2`,
    parameters: [ctx.organization_id, id, status, session.id, status === 'open' ? session.url : null],
  })
  const intent = session.setup_intent
  if (status === 'done' && intent && typeof intent === 'object')
    await keepCard(ctx, setup.customer_id, intent.payment_method)
}
