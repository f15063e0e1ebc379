// verbs: apply-refund
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { tell, pay, settlePayNow, base_url } = app

/** An invoice that was paid by this card and credited in part, so that some of the money is free. */
async function creditedBy(number: string, credited_cents = 2_000) {
  const acme = await app.seller()
  const invoice = await acme.issue()
  const { id, url } = await acme.checkout(invoice.id)
  await pay(url, number)
  await tell()
  await credit(acme.owner, invoice.id, credited_cents)
  return { ...acme, ...refunding(acme.owner, id), invoice }
}

type Owner = Awaited<ReturnType<typeof app.signUp>>
const credit = (owner: Owner, invoice_id: string, amount_cents: number) =>
  owner.post('/credit-notes', { invoice_id, amount_cents, reason: 'Less work' }, { key: randomUUID() })
const refunding = (owner: Owner, id: string) => ({
  id,
  refund: (amount_cents: number, key: string = randomUUID()) =>
    owner.post(`/online-payments/${id}/refund`, { amount_cents, reason: 'Less work' }, { key }),
  refunds: async () => (await owner.get('/refunds')).body.data,
  stripeIds: async () =>
    (await app.admin.query('select stripe_refund_id from app.online_refunds where online_payment_id = $1', [id])).rows,
})

test('money goes back the way it came, once for each key and never more than is free', async () => {
  const { refund, refunds } = await creditedBy('4242424242424242')
  assert.equal((await refund(2_001)).status, 409)
  const done = await refund(1_500, 'once')
  assert.deepEqual([done.status, done.body.status, done.body.method], [200, 'succeeded', 'card'], done.text)
  assert.equal((await refund(1_500, 'once')).body.id, done.body.id)
  assert.equal((await refund(501)).status, 409)
  await tell()
  assert.deepEqual(
    (await refunds()).map(({ status }: { status: string }) => status),
    ['succeeded'],
  )
})

test('a refund that takes a while is pending until Stripe tells, and one that fails gives the credit back', async () => {
  const slow = await creditedBy('4000000000007726')
  assert.equal((await slow.refund(2_000)).body.status, 'pending')
  const [{ stripe_refund_id }] = await slow.stripeIds()
  await fetch(`${base_url}/refunds/${stripe_refund_id}/succeeded`, { method: 'POST' })
  await tell()
  assert.equal((await slow.refunds())[0].status, 'succeeded')

  const failing = await creditedBy('4000000000005126')
  assert.equal((await failing.refund(2_000)).body.status, 'succeeded')
  const [failed] = await failing.stripeIds()
  await fetch(`${base_url}/refunds/${failed.stripe_refund_id}/failed`, { method: 'POST' })
  await tell()
  const [after] = await failing.refunds()
  assert.deepEqual([after.status, after.failure], ['failed', 'Stripe: expired_or_canceled_card'])
  assert.equal((await failing.refund(2_000)).status, 200)
})

test('what Stripe refunds cannot be failed by hand, on its way or done; what was refunded by hand can', async () => {
  for (const card of ['4000000000007726', '4242424242424242']) {
    const { owner, refund, refunds } = await creditedBy(card)
    const { body } = await refund(1_500)
    const failed = await owner.post(`/refunds/${body.id}/fail`, { failure: 'It did not arrive' })
    assert.deepEqual([failed.status, failed.body.code], [409, 'payments.refund_at_stripe'])
    assert.equal((await refunds())[0].status, body.status)
    const by_bank = { amount_cents: 500, method: 'bank_transfer', reason: 'The rest' }
    const { payment_id } = body
    const hand = (await owner.post(`/payments/${payment_id}/refunds`, by_bank, { key: randomUUID() })).body
    assert.equal((await owner.post(`/refunds/${hand.id}/fail`, { failure: 'It came back' })).body.status, 'failed')
  }
})

test('PayNow goes back too, and a refund made at Stripe is taken up', async () => {
  const acme = await app.seller()
  const invoice = await acme.issue()
  const begun = (await acme.owner.post(`/invoices/${invoice.id}/paynow`)).body
  await settlePayNow(begun.url)
  await tell()
  await credit(acme.owner, invoice.id, 3_000)
  const { refund, refunds } = refunding(acme.owner, begun.id)
  assert.equal((await refund(1_000)).body.status, 'pending')
  const client = await app.parts.stripe.client()
  const { rows } = await app.admin.query('select stripe_payment_intent_id from app.online_payments where id = $1', [
    begun.id,
  ])
  const theirs = await client.refunds.create({ payment_intent: rows[0].stripe_payment_intent_id, amount: 500 })
  await tell()
  const all = await refunds()
  assert.deepEqual(
    all
      .map(({ amount_cents, reference }: { amount_cents: number; reference: string }) => [
        amount_cents,
        reference === theirs.id,
      ])
      .toSorted(),
    [
      [1_000, false],
      [500, true],
    ],
  )
})

test('refuses where no money came in, and what was paid twice is credit of the customer', async () => {
  const { owner, issue, checkout, paymentsOf } = await app.seller()
  const invoice = await issue()
  const begun = await checkout(invoice.id)
  const { refund } = refunding(owner, begun.id)
  assert.equal((await refund(1)).body.code, 'stripe.nothing_to_refund')
  await owner.post('/payments', { invoice_id: invoice.id, amount_cents: 10_900, method: 'cash' }, { key: 'cash' })
  await pay(begun.url)
  await tell()
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  const { payment_id } = (await owner.get(`/online-payments/${begun.id}`)).body
  const twice = (await owner.get(`/payments/${payment_id}`)).body
  assert.deepEqual([twice.account, twice.fee_cents, twice.amount_unallocated_cents], ['stripe_balance', 421, 10_900])
  assert.equal((await refund(10_900)).body.status, 'succeeded')
})
