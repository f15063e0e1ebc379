import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller('2026-01-31T04:00:00Z')

test('what a new subscription would charge today is what it then charges, and asking leaves nothing behind', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ model: 'per_seat', unit_amount_cents: 3_333 })
  const coupon = { code: 'KOPI', name: 'Kopi', percent_off_bp: 1_500, duration: 'once', max_redemptions: 1 }
  await seller.post('/coupons', coupon)
  const input = { customer_id, price_id, quantity: 7, coupon_code: 'KOPI' }
  await seller.post('/subscriptions/preview', input)
  const { status, body, text } = await seller.post('/subscriptions/preview', input)
  assert.equal(status, 200, text)
  assert.deepEqual(await invoicesOf(customer_id), [])
  assert.deepEqual((await seller.get('/subscriptions')).body.data, [])
  const subscribed = await subscribe(input)
  assert.equal(subscribed.status, 201, subscribed.text)
  const [issued] = await invoicesOf(customer_id)
  assert.equal(issued.number, 'INV-2026-00001', 'no number was lost to the preview')
  assert.equal(issued.total_amount_cents, body.invoice.total_amount_cents)
  assert.equal(subscribed.body.next_invoice_date, body.subscription.next_invoice_date)
  const { data } = (await seller.get(`/subscriptions/${subscribed.body.id}/periods`)).body
  assert.deepEqual(data, [
    {
      from_date: '2026-01-31',
      to_date: '2026-02-28',
      plan_name: 'Team',
      quantity: 7,
      amount_cents: issued.subtotal_cents,
      invoice_id: issued.id,
      draft_id: null,
      issues_on_date: null,
      is_waived: false,
    },
  ])
})

test('a trial shows that nothing is due today, and mistakes stand on their fields', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ trial_days: 14 })
  const { body } = await seller.post('/subscriptions/preview', { customer_id, price_id })
  assert.deepEqual([body.invoice, body.subscription.trial_end_date], [null, '2026-02-14'])
  const refused = await seller.post('/subscriptions/preview', { customer_id, price_id, start_date: '2020-01-01' })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/start_date'])
})

test('the invoices of one subscription can be listed', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice()
  const { id } = (await subscribe({ customer_id, price_id })).body
  await subscribe({ customer_id, price_id })
  const { data } = (await seller.get(`/invoices?subscription_id=${id}`)).body
  const [second, first] = await invoicesOf(customer_id).then((all) => all.toReversed())
  assert.deepEqual(data, [first])
  assert.notEqual(second.id, first.id)
})
