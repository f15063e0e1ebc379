import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signUpOperator } from '#test/operators.ts'
import { startPaidApp } from '#test/stripe.ts'
import { reconcile } from './reconcile.ts'

const app = await startPaidApp()
const { pay, simulator } = app
const { stripe, pool, clock } = app.parts
const night = () => reconcile({ stripe, pool, clock, inOrganization: app.asSystem })

test('SEC-130 the night finds money that no event told of, books it once, and reports what it found', async () => {
  const { owner, issue, checkout, invoiceNow, paymentsOf } = await app.seller()
  const [told, lost] = [await issue(), await issue()]
  await pay((await checkout(told.id)).url)
  await app.tell()
  const begun = await checkout(lost.id)
  await pay(begun.url)
  // Its events are lost on the way.
  simulator.close()
  const first = await night()
  assert.deepEqual(
    first.drifts.map(({ kind, online_payment_id, ours, at_stripe, is_mended }) => ({
      kind,
      online_payment_id,
      ours,
      at_stripe,
      is_mended,
    })),
    [{ kind: 'behind', online_payment_id: begun.id, ours: 'open', at_stripe: 'succeeded', is_mended: true }],
  )
  assert.equal((await invoiceNow(lost.id)).status, 'paid')
  assert.equal((await paymentsOf(lost.id)).length, 1)
  assert.deepEqual((await night()).drifts, [])

  const operator = await signUpOperator(app)
  const { data } = (await operator.get('/operator/stripe-reconciliations')).body
  assert.deepEqual(
    data.map(({ drifts }: { drifts: unknown[] }) => drifts.length),
    [0, 1],
  )
  assert.equal(data[1].drifts[0].organization_id, owner.organization_id)
})

test('SEC-130 reports money at Stripe that says it is ours and is not', async () => {
  const { owner } = await app.seller()
  const client = await app.parts.stripe.client()
  const metadata = { organization_id: owner.organization_id, online_payment_id: crypto.randomUUID() }
  const { id } = await client.paymentIntents.create({
    amount: 5_000,
    currency: 'sgd',
    payment_method: 'pm_card_visa',
    confirm: true,
    metadata,
  })
  const { drifts } = await night()
  assert.deepEqual(
    drifts.map(({ kind, stripe_id, is_mended }) => [kind, stripe_id, is_mended]),
    [['unknown', id, false]],
  )
})

test('a refund that Stripe may not have heard of is sent by the night, once', async () => {
  const { owner, issue, checkout } = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  await pay(begun.url)
  await checkout(invoice.id)
  await owner.post('/credit-notes', { invoice_id: invoice.id, amount_cents: 900, reason: 'Less' }, { key: 'less' })
  const open = stripe.client.bind(stripe)
  stripe.client = () => Promise.reject(Object.assign(new Error('away'), { type: 'StripeConnectionError' }))
  const refund = await owner.post(
    `/online-payments/${begun.id}/refund`,
    { amount_cents: 900, reason: 'Less' },
    { key: 'back' },
  )
  assert.deepEqual([refund.status, refund.body.code], [503, 'stripe.unavailable'])
  stripe.client = open
  const statuses = async () => (await owner.get('/refunds')).body.data.map(({ status }: { status: string }) => status)
  assert.deepEqual(await statuses(), ['pending'])
  app.travelTo('2026-11-22T04:30:00Z')
  await night()
  await night()
  assert.deepEqual(await statuses(), ['succeeded'])
  const sent = Object.values(simulator.state.objects).filter(({ object }) => object === 'refund')
  assert.equal(sent.length, 1)
})

test('what was begun and never reached Stripe is given up after a day, what did is found', async () => {
  const { owner, issue, checkout } = await app.seller()
  const [never, died] = [await checkout((await issue()).id), await checkout((await issue()).id)]
  const forget = `update app.online_payments set status = 'opening', stripe_checkout_id = null, url = null where id = $1`
  for (const { id } of [never, died]) await app.admin.query(forget, [id])
  const { objects } = simulator.state
  const session = Object.values(objects).find(
    ({ object, ...rest }) =>
      object === 'checkout.session' && 'metadata' in rest && rest.metadata.online_payment_id === never.id,
  )!
  delete objects[session.id]
  app.travelTo('2026-11-22T05:00:00Z')
  await night()
  const statusOf = async ({ id }: { id: string }) => (await owner.get(`/online-payments/${id}`)).body.status
  assert.deepEqual([await statusOf(never), await statusOf(died)], ['opening', 'open'])
  app.travelTo('2026-11-23T06:00:00Z')
  await night()
  assert.equal(await statusOf(never), 'canceled')
})
