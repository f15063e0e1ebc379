import { getCustomer } from '#modules/customers/queries.ts'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import type { TextQuery } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { getAccount, refuseWithoutAccount } from './account.ts'
import { problemOf } from './ask-stripe.ts'
import { cardSetupStarted } from './events.ts'
import { clientFor, type Transact } from './open-payment.ts'
import type { CardSetup, NewCardSetup } from './card-schemas.ts'
import type { PayDoor } from './start-checkout.ts'
import { stripeCustomerOf } from './stripe-customer.ts'
import { findSetup, type Setup, setupColumns, syncCardSetup } from './sync-card-setup.ts'

/** Stripe lets nobody stay on a page of it for longer than a day. */
const longest = { hours: 23 }
const shortest = { hours: 20 }

/** Queues the mail that brings the link. */
export type MailCardLink = (ctx: Context, setup: CardSetup) => Promise<void>

/** A page of Stripe on which a customer leaves a card without paying. Who asks again soon gets the same page. */
export async function startCardSetup(
  door: PayDoor & { mailCardLink: MailCardLink },
  transact: Transact,
  customer_id: string,
  { is_mailed = false }: NewCardSetup,
): Promise<CardSetup> {
  const { organization_id, setup } = await transact(async (ctx) => {
    await refuseWithoutAccount(ctx, door.stripe)
    return { organization_id: ctx.organization_id, setup: await begin(ctx, customer_id) }
  })
  if (setup.status === 'opening')
    try {
      const customer = await stripeCustomerOf(door, organization_id, customer_id)
      const client = await clientFor(door, organization_id)
      const { id } = await client.checkout.sessions.create(
        {
          mode: 'setup',
          currency: 'sgd',
          allowed_payment_method_types: ['card'],
          customer,
          metadata: { organization_id, card_setup_id: setup.id },
          success_url: `${door.stripe.public_url}/card-saved`,
          cancel_url: `${door.stripe.public_url}/card-left`,
          expires_at: Math.floor(Temporal.Instant.from(setup.expires_at).epochMilliseconds / 1000),
        },
        { idempotencyKey: setup.id },
      )
      await syncCardSetup(door, { organization_id, card_setup_id: setup.id }, id)
    } catch (error) {
      throw problemOf(error)
    }
  const { status, url, expires_at } = (await door.inOrganization(organization_id, (ctx) => findSetup(ctx, setup.id)))!
  const ready = { id: setup.id, customer_id, status, url, expires_at }
  if (is_mailed) await transact((ctx) => door.mailCardLink(ctx, ready))
  return ready
}

async function begin(ctx: Context, customer_id: string): Promise<Setup> {
  await getCustomer(ctx, customer_id)
  const { account_id } = await getAccount(ctx)
  // Of two who ask at once the second waits here, and gets the page of the first.
  ctx.db.send({
    text: 'select id from customers where organization_id = $1 and id = $2 for update',
    parameters: [ctx.organization_id, customer_id],
  })
  const open: TextQuery<Setup> = {
    text: `select ${setupColumns} from card_setups
           where organization_id = $1 and customer_id = $2 and status in ('opening', 'open')
             and account_id is not distinct from $3 and expires_at > $4
           order by id desc limit 1`,
    parameters: [ctx.organization_id, customer_id, account_id, ctx.now.add(shortest).toString()],
  }
  const known = await ctx.db.find(open)
  if (known) return known
  const insert: TextQuery<Setup> = {
    text: `insert into card_setups (organization_id, id, customer_id, account_id, status, expires_at, created_at)
           values ($1, $2, $3, $4, 'opening', $5, $6) returning ${setupColumns}`,
    parameters: [
      ctx.organization_id,
      newId(),
      customer_id,
      account_id,
      ctx.now.add(longest).toString(),
      ctx.now.toString(),
    ],
  }
  const made = await ctx.db.one(insert)
  const { id, status, url, expires_at } = made
  recordEvent(ctx, cardSetupStarted, { id, customer_id, status, url, expires_at })
  return made
}
