import { getInvoice } from '#modules/invoices/queries.ts'
import { applyCreditByItself } from '#modules/payments/apply-credit.ts'
import type { Context } from '#platform/context.ts'
import { type TextQuery } from '#platform/database.ts'
import { Problem } from '#platform/errors.ts'
import { beginCharge, type Charging, finishCharge } from './charge-saved-card.ts'
import { type Collection, isDisputed, lockCollection, openDispute, stopCollection } from './collections.ts'
import { type Transact } from './open-payment.ts'
import type { PayDoor } from './start-checkout.ts'

/** A try that nobody finished for so long is finished by another. */
const lease = { minutes: 10 }
const batchSize = 100

/**
 * Charges what was issued and is due to the cards that customers left, and tries those again whose day has come. It may
 * crash, run again and run beside itself: a try is claimed in the transaction that writes its payment, whose id is the
 * key at Stripe.
 */
export async function collectDue(door: PayDoor, transact: Transact): Promise<void> {
  await transact(openCollections)
  let invoices: string[]
  do {
    invoices = await transact(listDue)
    for (const invoice_id of invoices) await tryCard(door, transact, invoice_id)
  } while (invoices.length === batchSize)
}

/**
 * Open invoices of customers who left a card, issued since the seller wants them charged. Not what is disputed, and not
 * what was settled before and is open again: its money was given back, so people say what follows.
 */
async function openCollections(ctx: Context): Promise<void> {
  await ctx.db.all({
    text: `insert into card_collections (organization_id, invoice_id, customer_id, status, next_try_at, created_at, updated_at)
           select i.organization_id, i.id, i.customer_id, 'due', $2, $2, $2
           from stripe_connections s
           join invoices i on i.organization_id = s.organization_id and i.created_at >= s.charged_since
           where s.organization_id = $1 and i.status = 'open' and i.amount_due_cents > 0
             and exists (select from saved_cards c where c.organization_id = $1 and c.customer_id = i.customer_id
               and c.removed_at is null)
             and not exists (${openDispute('i')})
             and not exists (select from payment_allocations a where a.organization_id = $1 and a.invoice_id = i.id
               and a.removed_at is not null)
           on conflict (organization_id, invoice_id) do nothing`,
    parameters: [ctx.organization_id, ctx.now.toString()],
  })
}

async function listDue(ctx: Context): Promise<string[]> {
  const query: TextQuery<{ invoice_id: string }> = {
    text: `select invoice_id from card_collections
           where organization_id = $1 and (status = 'due' and next_try_at <= $2 or status = 'charging' and updated_at <= $3)
           order by coalesce(next_try_at, updated_at), invoice_id limit ${batchSize}`,
    parameters: [ctx.organization_id, ctx.now.toString(), ctx.now.subtract(lease).toString()],
  }
  return (await ctx.db.all(query)).map(({ invoice_id }) => invoice_id)
}

/** One try. What Stripe did not answer stays claimed, and is asked again under the same key. */
async function tryCard(door: PayDoor, transact: Transact, invoice_id: string): Promise<void> {
  const charging = await transact((ctx) => claim(ctx, invoice_id))
  if (!charging) return
  try {
    await finishCharge(door, charging)
  } catch (error) {
    // Refused or not answered: the one is written down, the other looked at again when the lease is over.
    if (!(error instanceof Problem)) throw error
  }
}

async function claim(ctx: Context, invoice_id: string): Promise<Charging | undefined> {
  const collection = await lockCollection(ctx, invoice_id)
  if (!collection || !isDue(ctx, collection)) return undefined
  const { customer_id } = collection
  await applyCreditByItself(ctx, customer_id)
  const charging = await beginUnlessSettled(ctx, invoice_id)
  if (!charging) return undefined
  const is_new = charging.row.id !== collection.online_payment_id
  ctx.db.send({
    text: `update card_collections set status = 'charging', next_try_at = null, online_payment_id = $3, tries = tries + $4,
             first_tried_at = coalesce(first_tried_at, $5), updated_at = $5
           where organization_id = $1 and invoice_id = $2`,
    parameters: [ctx.organization_id, invoice_id, charging.row.id, is_new ? 1 : 0, ctx.now.toString()],
  })
  return charging
}

const isDue = ({ now }: Context, { status, next_try_at, updated_at }: Collection): boolean =>
  (status === 'due' && Temporal.Instant.compare(next_try_at!, now) <= 0) ||
  (status === 'charging' && Temporal.Instant.compare(updated_at, now.subtract(lease)) <= 0)

async function beginUnlessSettled(ctx: Context, invoice_id: string): Promise<Charging | undefined> {
  const { status, amount_due_cents } = await getInvoice(ctx, invoice_id)
  // A charge that Stripe never answered is not asked for again then: its event tells, or the night, what became of it.
  if (status !== 'open' || amount_due_cents === 0) {
    stopCollection(ctx, invoice_id, 'settled')
    return undefined
  }
  if (await isDisputed(ctx, invoice_id)) {
    stopCollection(ctx, invoice_id, 'disputed')
    return undefined
  }
  try {
    return await beginCharge(ctx, invoice_id)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    stopCollection(ctx, invoice_id, error.code === 'stripe.no_saved_card' ? 'no_card' : 'settled')
    return undefined
  }
}
