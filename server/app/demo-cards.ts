import { randomUUID } from 'node:crypto'
import { issueInvoice } from '#modules/invoices/issue-invoice.ts'
import { collectDue } from '#modules/stripe/collect-due.ts'
import { connectStripe } from '#modules/stripe/connect-stripe.ts'
import { findConnection } from '#modules/stripe/connection-queries.ts'
import type { Transact } from '#modules/stripe/open-payment.ts'
import { reconcile } from '#modules/stripe/reconcile.ts'
import { startCheckout } from '#modules/stripe/start-checkout.ts'
import { startPayNow } from '#modules/stripe/start-paynow.ts'
import { syncPayment } from '#modules/stripe/sync-payment.ts'
import { updateStripeSettings } from '#modules/stripe/update-stripe-settings.ts'
import { transact as run, type TextQuery } from '#platform/database.ts'
import { submitPage } from '#stripe-simulator/submit-page.ts'
import { newId } from '#platform/ids.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'
import { demoOwner } from './seed-demo.ts'
import { payDoor } from './stripe-jobs.ts'

type Owner = { organization_id: string; id: string; name: string }

/**
 * What the demo company does by card, in the simulator: one page that was paid, PayNow with its fee, a card that was
 * declined and is tried again, one that its holder disputes, and an event that failed too often. Done once, when the
 * program can be reached, for Stripe is asked for all of it.
 */
export async function ensureDemoCards(parts: Parts): Promise<void> {
  const { pool, clock, stripe } = parts
  if (!stripe.has_simulator) return
  const owner = await run(pool, undefined, (tx) => tx.find(ownerQuery))
  if (!owner) return
  const transact: Transact = (work) =>
    asSystem(parts, owner.organization_id, (ctx) =>
      work({ ...ctx, actor: { kind: 'user', id: owner.id, name: owner.name } }),
    )
  if (await transact((ctx) => findConnection(ctx))) return
  const door = payDoor(parts)
  const customers = await transact((ctx) => ctx.db.all(customersQuery(ctx.organization_id)))
  const issue = (at: number, description: string, unit_price_cents: number) =>
    transact(async (ctx) => {
      const lines = [{ description, quantity: '1', unit_price_cents }]
      return (await issueInvoice(ctx, { customer_id: customers[at]!.id, lines })).id
    })
  const look = (online_payment_id: string) =>
    syncPayment(door, { organization_id: owner.organization_id, online_payment_id })
  const payPage = async (invoice_id: string, number: string, save_card = false) => {
    const { id, url } = await startCheckout(door, transact, invoice_id, { save_card, return_path: '/app' })
    await submitPage(url!, number)
    await look(id)
    return id
  }

  await connectStripe(door, transact, { source: 'simulator' })
  const paid = await payPage(await issue(0, 'Onboarding workshop', 180_000), '4242424242424242')
  const code = await startPayNow(door, transact, await issue(1, 'Domain and certificates', 32_000))
  await submitPage(code.url!)
  await look(code.id)
  await payPage(await issue(2, 'Express restore of a backup', 64_000), '4000000000000259')
  await payPage(await issue(3, 'Setting up the mail server', 45_000), '4000000000000341', true)
  await transact((ctx) => updateStripeSettings(ctx, stripe, { is_charged_when_issued: true }))
  await issue(3, 'Mail server, monthly care', 28_000)
  await collectDue(door, transact)
  await reconcile({ ...door, pool, clock })
  await transact(async (ctx) => ctx.db.send(deadEvent(owner.organization_id, paid, clock())))
}

const ownerQuery: TextQuery<Owner> = {
  text: `select m.organization_id, u.id, u.name from users u join memberships m on m.user_id = u.id
         where u.email_normalized = $1 order by m.created_at limit 1`,
  parameters: [demoOwner.email],
}

function customersQuery(organization_id: string): TextQuery<{ id: string }> {
  return {
    text: `select id from customers where organization_id = $1 and email is not null and archived_at is null
           order by id limit 4`,
    parameters: [organization_id],
  }
}

/** About the payment that was paid, so that a replay finds that all is well. */
function deadEvent(organization_id: string, online_payment_id: string, now: Temporal.Instant) {
  const event_id = `evt_${randomUUID().replaceAll('-', '')}`
  const attempts = Array.from({ length: 14 }, (_, i) => {
    const at = now.subtract({ minutes: 90 * (14 - i) })
    return { at: at.toString(), status: 'failed', error: 'Stripe did not answer: connect ETIMEDOUT' }
  })
  const payload = JSON.stringify({
    id: event_id,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    data: {
      object: { object: 'payment_intent', id: 'pi_of_the_demo', metadata: { organization_id, online_payment_id } },
    },
  })
  return {
    text: `insert into stripe_events (id, event_id, type, object_id, payload, status, attempts, due_at, last_error, organization_id,
             endpoint_organization_id, occurred_at, received_at, attempt_log)
           select $1::uuid, $2, 'payment_intent.succeeded', p.stripe_payment_intent_id,
             replace($3, 'pi_of_the_demo', p.stripe_payment_intent_id), 'dead', 14, $5::timestamptz, $6, $4::uuid, $4::uuid,
             $7::timestamptz, $7::timestamptz, $8::jsonb
           from online_payments p where p.organization_id = $4::uuid and p.id = $9::uuid`,
    parameters: [
      newId(),
      event_id,
      payload,
      organization_id,
      now.toString(),
      attempts.at(-1)!.error,
      now.subtract({ hours: 21 }).toString(),
      JSON.stringify(attempts),
      online_payment_id,
    ],
  }
}
