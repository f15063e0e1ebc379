import type { Stripe } from 'stripe'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { getAccount } from './account.ts'
import { isFinal, isKeyRefused, problemOf } from './ask-stripe.ts'
import type { Connection } from './connection-queries.ts'
import { findAtStripe } from './find-at-stripe.ts'
import { refuseUnderWay } from './forget-account.ts'
import { type Row, rowColumns } from './queries.ts'
import type { StripeDoor } from './stripe-door.ts'
import { type Found, type SyncDoor, syncPayment } from './sync-payment.ts'

const atOnce = 8

/**
 * Closes at Stripe each page and code on which somebody could still pay: once its account is forgotten, nobody would ever
 * hear of that money. What was paid before it could be closed is booked, or known to be on its way. Refused while
 * anything is on its way. A key that Stripe takes no more closes nothing, and keeps nobody from leaving.
 */
export async function closeOpenPages(door: SyncDoor, organization_id: string): Promise<void> {
  const { account, open } = await door.inOrganization(organization_id, async (ctx) => {
    await refuseUnderWay(ctx)
    return { account: await getAccount(ctx), open: await ctx.db.all(openQuery(ctx)) }
  })
  if (open.length === 0) return
  const client = await door.stripe.client(account.own)
  try {
    for (let i = 0; i < open.length; i += atOnce)
      await Promise.all(open.slice(i, i + atOnce).map((row) => closeAndLook(door, client, organization_id, row)))
  } catch (error) {
    if (!isKeyRefused(error)) throw problemOf(error)
  }
}

const openQuery = (ctx: Context): TextQuery<Row> => ({
  text: `select ${rowColumns} from online_payments where organization_id = $1 and status in ('opening', 'open') order by id`,
  parameters: [ctx.organization_id],
})

async function closeAndLook(door: SyncDoor, client: Stripe, organization_id: string, row: Row): Promise<void> {
  const found = row.status === 'opening' ? await findAtStripe(client, row) : undefined
  if (row.status === 'opening' && !found) return
  // Refused where it is paid or closed already: looking at it says which.
  await closePage(client, found ? pageOf(found) : row).catch((error: unknown) => {
    if (!isFinal(error)) throw error
  })
  await syncPayment(door, { organization_id, online_payment_id: row.id }, found)
}

type Page = Pick<Row, 'stripe_checkout_id' | 'stripe_payment_intent_id'>

const pageOf = ({ kind, id }: Found): Page => ({
  stripe_checkout_id: kind === 'checkout' ? id : null,
  stripe_payment_intent_id: kind === 'payment_intent' ? id : null,
})

/** What was opened while the others were closed, by the account of before; nobody was given its address. */
export async function closeForgotten(
  stripe: StripeDoor,
  organization_id: string,
  { secret_key }: Pick<Connection, 'secret_key'>,
  forgotten: readonly Page[],
): Promise<void> {
  if (forgotten.length === 0) return
  const client = await stripe.client(secret_key ? { organization_id, secret_key } : undefined)
  await Promise.all(forgotten.map((page) => closePage(client, page).catch(() => {})))
}

/** So that nobody pays on it. */
export async function closePage(client: Stripe, { stripe_checkout_id, stripe_payment_intent_id }: Page): Promise<void> {
  if (stripe_checkout_id) await client.checkout.sessions.expire(stripe_checkout_id)
  else if (stripe_payment_intent_id) await client.paymentIntents.cancel(stripe_payment_intent_id)
}
