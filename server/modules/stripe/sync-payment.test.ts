// verbs: reconcile
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Stripe } from 'stripe'
import { expanded, shown } from '#stripe-simulator/api.ts'
import type { State } from '#stripe-simulator/state.ts'
import type { Context } from '#platform/context.ts'
import { startPaidApp } from '#test/stripe.ts'
import { subjectOf } from './event-subjects.ts'
import { syncSubject } from './sync-payment.ts'

const app = await startPaidApp()
const { pay, simulator } = app

/** Stripe as it was at one moment, asked by the two questions that a look consists of. */
function stripeAt(objects: State['objects']): Stripe {
  const state = { objects } as State
  const retrieve = async (id: string, { expand = [] }: { expand?: string[] } = {}) =>
    expanded(state, shown(state, objects[id]!), expand)
  return { checkout: { sessions: { retrieve } }, paymentIntents: { retrieve } } as unknown as Stripe
}

/** What is left of it all: payment, invoice, ledger. */
async function stateOf({ db, organization_id }: Context, online_payment_id: string, invoice_id: string) {
  const parameters = [organization_id, online_payment_id, invoice_id]
  return db.one<Record<string, unknown>>({
    text: `select p.status, p.stripe_checkout_id, p.stripe_payment_intent_id, p.failure_code, p.fee_cents, p.is_hard_decline,
             i.status as invoice_status, i.amount_paid_cents, i.amount_due_cents,
             (select json_agg(json_build_array(m.id = p.payment_id, m.amount_cents, m.method, m.reference))
              from payments m where m.organization_id = $1 and m.customer_id = p.customer_id) as money
           from online_payments p join invoices i on i.organization_id = p.organization_id and i.id = p.invoice_id
           where p.organization_id = $1 and p.id = $2 and i.id = $3`,
    parameters,
  })
}

class TakenBack extends Error {}

test('SEC-127 a thousand random orders of one history, with duplicates and from wherever we died, end in one and the same state', async (t) => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  const moments: State['objects'][] = []
  const first = simulator.state.events.length
  const { world, state } = simulator
  const tell = world.tell
  world.tell = (type, object) => {
    tell(type, object)
    moments.push(structuredClone(state.objects))
  }
  const begun = await checkout(invoice.id)
  await pay(begun.url, '4000000000009979')
  await pay(begun.url, '4000002500003155')
  await pay(begun.url, '4000002500003155', '&is_confirmed=1')
  world.tell = tell
  const subjects = state.events.slice(first).map((event) => subjectOf(JSON.stringify(event)))
  assert.ok(subjects.length >= 7 && subjects.length === moments.length, `${subjects.length} events`)

  const endOf = async (order: number[], has_died: boolean) => {
    let end: unknown
    await app
      .asSystem(owner.organization_id, async (ctx) => {
        const { organization_id } = ctx
        if (has_died)
          ctx.db.send({
            text: `update online_payments set status = 'opening', stripe_checkout_id = null where organization_id = $1 and id = $2`,
            parameters: [organization_id, begun.id],
          })
        let newest = 0
        for (const i of order) {
          newest = Math.max(newest, i)
          const client = async () => stripeAt(moments[newest]!)
          const subject = subjects[i]
          if (subject) await syncSubject({ stripe: { client }, inOrganization: (_id, work) => work(ctx) }, subject)
        }
        end = await stateOf(ctx, begun.id, invoice.id)
        throw new TakenBack()
      })
      .catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error
      })
    return end
  }
  const all = subjects.map((_, i) => i)
  const expected = await endOf(all, false)
  const { status, invoice_status, money } = expected as { status: string; invoice_status: string; money: unknown[] }
  assert.deepEqual([status, invoice_status, money.length], ['succeeded', 'paid', 1])

  const twice = [...all, ...all].map((index, place) => ({ index, place }))
  let orders = 0
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(twice, { minLength: all.length }), fc.boolean(), async (picked, has_died) => {
      const order = picked.map(({ index }) => index)
      const missing = all.filter((index) => !order.includes(index))
      assert.deepEqual(await endOf([...order, ...missing], has_died), expected)
      orders++
    }),
    { numRuns: 1_000 },
  )
  t.diagnostic(`${orders} orders of ${all.length} events`)
  assert.equal(orders, 1_000)
})

test('SEC-127 who read from Stripe before another wrote reads again, and an older answer undoes nothing', async () => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  const before = structuredClone(simulator.state.objects)
  await pay(begun.url)
  const subject = { kind: 'checkout' as const, id: begun.id, named: null }
  const real = await app.parts.stripe.client()
  const { stripe_checkout_id } = (
    await app.admin.query('select stripe_checkout_id from app.online_payments where id = $1', [begun.id])
  ).rows[0]
  Object.assign(subject, {
    id: stripe_checkout_id,
    named: { organization_id: owner.organization_id, online_payment_id: begun.id },
  })
  const inOrganization = app.asSystem
  let asked = 0
  const slow = {
    // The first answer is from before; by the time it is written, somebody has written the newer one.
    client: async () => {
      if (asked++ > 0) return real
      const old = stripeAt({
        ...before,
        [stripe_checkout_id]: { ...before[stripe_checkout_id]!, status: 'expired' } as never,
      })
      await syncSubject({ stripe: { client: async () => real }, inOrganization }, subject)
      return old
    },
  }
  await syncSubject({ stripe: slow, inOrganization }, subject)
  assert.ok(asked >= 2)
  assert.equal((await owner.get(`/online-payments/${begun.id}`)).body.status, 'succeeded')
})

test('what an event says that it is about counts only when the object at Stripe says so too', async () => {
  const { owner, issue, checkout, invoiceNow } = await app.seller()
  const invoice = await issue()
  const { id: online_payment_id } = await checkout(invoice.id)
  await app.admin.query(`update app.online_payments set status = 'opening', stripe_checkout_id = null where id = $1`, [
    online_payment_id,
  ])
  const client = await app.parts.stripe.client()
  const foreign = await client.paymentIntents.create({
    amount: 10_900,
    currency: 'sgd',
    payment_method: 'pm_card_visa',
    confirm: true,
    metadata: { organization_id: owner.organization_id, online_payment_id: crypto.randomUUID() },
  })
  const named = { organization_id: owner.organization_id, online_payment_id }
  const { stripe } = app.parts
  const outcome = await syncSubject(
    { stripe, inOrganization: app.asSystem },
    { kind: 'payment_intent', id: foreign.id, named },
  )
  assert.match((outcome as { ignored: string }).ignored, /names another payment than ours/)
  assert.equal((await invoiceNow(invoice.id)).status, 'open')
})
