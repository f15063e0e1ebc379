import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change, invoicesOf } = await startSeller()
const addMeter = async () =>
  (await seller.post('/meters', { code: `m-${randomUUID()}`, name: 'Calls', unit: 'call', aggregation: 'sum' })).body.id
const metered = async (meter_id: string) =>
  addPrice({ model: 'package', package_size: 100, unit_amount_cents: 50, meter_id })
const isTaken = ({ status, body }: { status: number; body: { code: string } }) =>
  assert.deepEqual([status, body.code], [409, 'subscriptions.meter_taken'])

test('a customer has one subscription by a meter; others, and other meters, are none of its business', async () => {
  const [meter, customer_id] = [await addMeter(), await addCustomer()]
  assert.equal((await subscribe({ customer_id, price_id: await metered(meter) })).status, 201)
  isTaken(await subscribe({ customer_id, price_id: await metered(meter) }))
  assert.equal((await seller.get(`/subscriptions?customer_id=${customer_id}`)).body.data.length, 1)
  assert.equal((await subscribe({ customer_id, price_id: await metered(await addMeter()) })).status, 201)
  assert.equal((await subscribe({ customer_id: await addCustomer(), price_id: await metered(meter) })).status, 201)
})

test('of many who subscribe a customer to one meter at once one does', async () => {
  const [meter, customer_id] = [await addMeter(), await addCustomer()]
  const prices = await Promise.all(Array.from({ length: 8 }, () => metered(meter)))
  const answers = await Promise.all(prices.map((price_id) => subscribe({ customer_id, price_id })))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, ...Array(7).fill(409)])
})

test('neither a change nor a move of all subscribers brings a second one to a meter', async () => {
  const [meter, customer_id] = [await addMeter(), await addCustomer()]
  const price_id = await metered(meter)
  await subscribe({ customer_id, price_id })
  const plain = await addPrice()
  const { body: other } = await subscribe({ customer_id, price_id: plain })
  isTaken(await change(other.id, { price_id }))
  isTaken(await seller.post(`/prices/${plain}/move-subscribers`, { to_price_id: price_id }))
  const { body } = await seller.get(`/subscriptions/${other.id}`)
  assert.deepEqual([body.pending_change, body.version], [null, other.version])

  // What is only to come counts too.
  const elsewhere = await addMeter()
  assert.equal((await change(other.id, { price_id: await metered(elsewhere) })).status, 200)
  isTaken(await subscribe({ customer_id, price_id: await metered(elsewhere) }))
})

test('while one is paused another may count, and then the pause cannot end', async () => {
  const [meter, customer_id] = [await addMeter(), await addCustomer()]
  const { body: first } = await subscribe({ customer_id, price_id: await metered(meter) })
  await seller.post(`/subscriptions/${first.id}/pause`)
  const { body: second } = await subscribe({ customer_id, price_id: await metered(meter) })
  isTaken(await seller.post(`/subscriptions/${first.id}/resume`))
  assert.equal((await seller.get(`/subscriptions/${first.id}`)).body.status, 'paused')
  app.travelTo('2026-02-15T04:00:00Z')
  isTaken(await seller.post(`/subscriptions/${first.id}/resume`))
  app.travelTo('2026-01-01T04:00:00Z')
  await seller.post(`/subscriptions/${second.id}/cancel`, { when: 'now' })
  assert.equal((await seller.post(`/subscriptions/${first.id}/resume`)).body.status, 'active')
})

test('use that ended with one subscription is not billed again with the next of the same days', async () => {
  const { body: meter } = await seller.post('/meters', { code: 'once', name: 'Once', unit: 'call', aggregation: 'sum' })
  const customer_id = await addCustomer()
  app.travelTo('2026-05-01T04:00:00Z')
  const { body: first } = await subscribe({ customer_id, price_id: await metered(meter.id) })
  app.travelTo('2026-05-15T04:00:00Z')
  const send = (event_key: string, occurred_at: string) => {
    const event = { meter: 'once', customer_id, event_key, quantity: '1000', occurred_at }
    return seller.post('/usage-events', { events: [event] })
  }
  await send('a', '2026-05-14T04:00:00Z')
  await seller.post(`/subscriptions/${first.id}/cancel`, { when: 'now' })
  const { status } = await subscribe({ customer_id, price_id: await metered(meter.id), start_date: '2026-05-01' })
  assert.equal(status, 201)
  await send('b', '2026-05-15T03:00:00Z')
  app.travelTo('2026-06-01T04:00:00Z')
  await seller.post('/renewal-runs')
  await app.settle()
  const invoices = await invoicesOf(customer_id)
  assert.deepEqual(
    invoices.map(({ issue_date, subtotal_cents }: Record<string, unknown>) => [issue_date, subtotal_cents]),
    [
      ['2026-05-15', 500],
      ['2026-06-01', 500],
    ],
  )
})
