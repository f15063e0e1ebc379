// verbs: collections keep-card
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPaidApp } from '#test/stripe.ts'
import { collectDue } from './collect-due.ts'

const app = await startPaidApp()
const { tell, pay } = app
const { stripe } = app.parts
const declined_for_good = '4000002760003184'

/** A seller who wants what is issued charged, with a customer who has left no card yet. */
async function withoutCard() {
  const acme = await app.seller()
  await acme.connect()
  await acme.owner.patch('/stripe/settings', { is_charged_when_issued: true })
  const { organization_id } = acme.owner
  const collect = async () => {
    const door = { stripe, inOrganization: app.asSystem }
    await collectDue(door, (work) => app.asSystem(organization_id, work))
    await tell()
  }
  const triesOf = async (invoice_id: string): Promise<number> =>
    (await acme.owner.get(`/online-payments?invoice_id=${invoice_id}`)).body.data.length
  const dispute = async (invoice_id: string): Promise<string> => {
    const { status, body, text } = await acme.owner.post(`/invoices/${invoice_id}/disputes`, {
      reason: 'Not delivered',
    })
    assert.ok(status < 300, text)
    await tell()
    return body.id
  }
  return { ...acme, collect, triesOf, dispute }
}

test('what was disputed before there was a card is charged when the dispute is resolved, not before', async () => {
  const { owner, issue, checkout, collect, triesOf, dispute, invoiceNow } = await withoutCard()
  const [disputed, other, open] = [await issue(), await issue(), await issue()]
  const dispute_id = await dispute(disputed.id)
  await pay((await checkout(other.id, { save_card: true })).url)
  await tell()
  await collect()
  assert.equal((await invoiceNow(open.id)).status, 'paid')
  assert.deepEqual([(await invoiceNow(disputed.id)).status, await triesOf(disputed.id)], ['open', 0])
  const resolved = await owner.post(`/disputes/${dispute_id}/resolve`, { resolution: 'Delivered' })
  assert.ok(resolved.status < 300, resolved.text)
  await collect()
  assert.equal((await invoiceNow(disputed.id)).status, 'paid')
})

test('what was disputed after its tries had ended is not charged to the next card', async () => {
  const { owner, customer, issue, checkout, collect, triesOf, dispute, invoiceNow } = await withoutCard()
  await pay((await checkout((await issue()).id, { save_card: true })).url, declined_for_good, '&is_confirmed=1')
  await tell()
  const invoice = await issue()
  await collect()
  const { stop_reason } = (await owner.get(`/invoices/${invoice.id}/card-collection`)).body
  assert.equal(stop_reason, 'hard_decline')
  await dispute(invoice.id)
  const { body: setup } = await owner.post(`/customers/${customer.id}/card-setup`, {})
  await pay(setup.url, '4242424242424242')
  await tell()
  await collect()
  assert.deepEqual([(await invoiceNow(invoice.id)).status, await triesOf(invoice.id)], ['open', 1])
})

test('what was paid by card and given back at Stripe is not taken from that card again', async () => {
  const { issue, checkout, collect, triesOf, invoiceNow, paymentsOf } = await withoutCard()
  const invoice = await issue()
  await pay((await checkout(invoice.id, { save_card: true })).url)
  await tell()
  const [payment] = await paymentsOf(invoice.id)
  const refunded = { payment_intent: payment.reference, amount: invoice.total_amount_cents }
  await (await stripe.client()).refunds.create(refunded)
  await tell()
  assert.equal((await invoiceNow(invoice.id)).status, 'open')
  await collect()
  assert.deepEqual([(await invoiceNow(invoice.id)).status, await triesOf(invoice.id)], ['open', 1])
})
