// verbs: remove-charge
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller('2026-01-01T04:00:00Z')
const customer_id = await addCustomer()
const { body: subscription } = await subscribe({ customer_id, price_id: await addPrice() })
const path = `/subscriptions/${subscription.id}/charges`
const add = (changes: object) => seller.post(path, { description: 'Setting up', unit_price_cents: 50_000, ...changes })
const codesOf = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`)

test('a charge waits for the next invoice, stands on it once, and can be taken back until then', async () => {
  const { status, body } = await add({ quantity: '1.5', gst_code: 'ZR' })
  assert.equal(status, 201)
  assert.deepEqual([body.kind, body.quantity, body.amount_cents], ['one_off', '1.5', 75_000])
  const { body: mistaken } = await add({ description: 'By mistake' })
  assert.equal((await seller.delete(`${path}/${mistaken.id}`)).status, 204)
  assert.equal((await seller.delete(`${path}/${mistaken.id}`)).status, 404)
  assert.deepEqual((await seller.get(path)).body.data, [body])

  await seller.patch('/billing-rules', { unpaid_after_days: 365 })
  app.travelTo('2026-03-01T04:00:00Z')
  await seller.post('/renewal-runs')
  await app.settle()
  const [, february, march] = await invoicesOf(customer_id)
  const { lines, gst_breakdown } = (await seller.get(`/invoices/${february.id}`)).body
  assert.deepEqual(
    [lines.length, lines[1].description, lines[1].quantity, lines[1].gst_code, lines[1].amount_cents],
    [2, 'Setting up', '1.5', 'ZR', 75_000],
  )
  assert.deepEqual(
    gst_breakdown.map(({ gst_code, gst_cents }: { gst_code: string; gst_cents: number }) => [gst_code, gst_cents]),
    [
      ['SR', 900],
      ['ZR', 0],
    ],
  )
  assert.equal(march.subtotal_cents, 10_000)
  assert.equal((await seller.delete(`${path}/${body.id}`)).status, 404, 'what is on an invoice stays')
  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.startsWith('subscription_charge'))
  assert.deepEqual(names, ['subscription_charge.added', 'subscription_charge.added', 'subscription_charge.removed'])
})

test('what no invoice could show is refused when it is added, not when it is billed', async () => {
  assert.deepEqual(codesOf(await add({ quantity: '0' })), ['/quantity required'])
  assert.deepEqual(codesOf(await add({ gst_code: 'NG' })), ['/gst_code registered'])
  assert.deepEqual(codesOf(await add({ gst_code: 'SRCA-S' })), ['/gst_code customer_not_registered'])
  assert.deepEqual(codesOf(await add({ quantity: '1000', unit_price_cents: 9_000_000_000_000 })), [
    '/unit_price_cents too_large',
  ])
  assert.deepEqual((await seller.get(path)).body.data, [])
})

test('what is cancelled gets no more charges, and another organisation sees none', async () => {
  const stranger = await app.signUp()
  assert.equal((await stranger.post(path, { description: 'x', unit_price_cents: 1 })).status, 404)
  assert.equal((await stranger.get(path)).status, 404)
  await seller.post(`/subscriptions/${subscription.id}/cancel`, { when: 'now' })
  assert.equal((await add({})).body.code, 'subscriptions.not_running')
})
