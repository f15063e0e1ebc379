// verbs: remove-card
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'

const app = await startPaidApp()
const { tell, pay } = app

/** A customer who paid once by this card, and left it. */
async function withCard(number: string, more = '') {
  const acme = await app.seller()
  const first = await acme.issue()
  const { url } = await acme.checkout(first.id, { save_card: true })
  if (more) await pay(url, number)
  await pay(url, number, more)
  await tell()
  const { data } = (await acme.owner.get(`/customers/${acme.customer.id}/cards`)).body
  assert.deepEqual(
    data.map(({ last4 }: { last4: string }) => last4),
    [number.slice(-4)],
  )
  return { ...acme, card: data[0] }
}

test('a card that was left pays the next invoice while nobody is there, once for each key', async () => {
  const { owner, issue, charge, invoiceNow, paymentsOf } = await withCard('4000002500003155', '&is_confirmed=1')
  const invoice = await issue(2_000)
  const charged = await charge(invoice.id, 'once')
  assert.deepEqual([charged.status, charged.body.status, charged.body.fee_cents], [200, 'succeeded', 124])
  assert.equal((await invoiceNow(invoice.id)).status, 'paid')
  const replayed = await charge(invoice.id, 'once')
  assert.equal(replayed.headers['idempotency-replayed'], 'true')
  assert.deepEqual([replayed.body.id, replayed.body.status], [charged.body.id, 'opening'])
  assert.equal((await charge(invoice.id)).body.code, 'payments.invoice_not_open')
  await tell()
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  assert.equal((await owner.post(`/invoices/${invoice.id}/charge-card`)).status, 400)
})

test('two who charge the same invoice at once charge it once', async () => {
  const { owner, issue, charge, paymentsOf } = await withCard('4242424242424242')
  const invoice = await issue(2_000)
  const answers = await Promise.all(Array.from({ length: 6 }, () => charge(invoice.id)))
  assert.ok(answers.some(({ body }) => body.status === 'succeeded'))
  await tell()
  assert.equal((await paymentsOf(invoice.id)).length, 1)
  const ours = Object.values(app.simulator.state.objects).filter(
    (object) => object.object === 'payment_intent' && object.metadata.organization_id === owner.organization_id,
  )
  // The one that saved the card, and this one.
  assert.equal(ours.length, 2)
})

test('says whether a declined card may work later', async () => {
  const soft = await withCard('4000000000000341')
  const invoice = await soft.issue()
  const { body } = await soft.charge(invoice.id)
  assert.deepEqual([body.status, body.failure_code, body.is_hard_decline], ['failed', 'insufficient_funds', false])
  assert.equal((await soft.invoiceNow(invoice.id)).amount_due_cents, 10_900)
  await tell()
  const again = await soft.charge(invoice.id)
  assert.notEqual(again.body.id, body.id)

  const hard = await withCard('4000002760003184', '&is_confirmed=1')
  const asked = (await hard.charge((await hard.issue()).id)).body
  assert.deepEqual(
    [asked.status, asked.failure_code, asked.is_hard_decline],
    ['failed', 'authentication_required', true],
  )
})

test('a card that was removed is charged no more', async () => {
  const { owner, customer, issue, charge, card } = await withCard('4242424242424242')
  const path = `/customers/${customer.id}/cards/${card.id}`
  assert.equal((await owner.delete(path)).status, 204)
  assert.equal((await owner.delete(path)).status, 404)
  assert.deepEqual((await owner.get(`/customers/${customer.id}/cards`)).body.data, [])
  assert.equal((await charge((await issue()).id)).body.code, 'stripe.no_saved_card')
})
