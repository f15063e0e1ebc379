import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller, toolsOf } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change } = await startSeller('2026-01-17T04:00:00Z')
const move = (from: string, to_price_id: string) => seller.post(`/prices/${from}/move-subscribers`, { to_price_id })

async function onPrice(price_id: string, quantity = 1) {
  const wanted = { customer_id: await addCustomer(), price_id, quantity, start_date: '2026-01-01' }
  const { id } = (await subscribe(wanted)).body
  return { id, now: async () => (await seller.get(`/subscriptions/${id}`)).body }
}

test('whoever is on a price moves to another with their renewal, but for those who wanted something else', async () => {
  const [old, next, other] = [await addPrice(), await addPrice({ unit_amount_cents: 12_000 }), await addPrice()]
  const [first, second, third] = [await onPrice(old), await onPrice(old, 4), await onPrice(old)]
  await change(third.id, { price_id: other, when: 'period_end' })
  const gone = await onPrice(old)
  await seller.post(`/subscriptions/${gone.id}/cancel`, { when: 'now' })

  const { status, body } = await move(old, next)
  assert.deepEqual([status, body], [200, { moved_count: 2 }])
  assert.deepEqual((await second.now()).pending_change, { price_id: next, plan_name: 'Team', quantity: 4 })
  assert.equal((await first.now()).price_id, old, 'not before the renewal')
  assert.equal((await third.now()).pending_change.price_id, other)
  const { data } = (await seller.get('/events?limit=1')).body
  assert.deepEqual([data[0].name, data[0].subject_id, data[0].data.moved_count], ['price.subscribers_moved', old, 2])
  assert.deepEqual((await move(old, next)).body, { moved_count: 0 })

  app.travelTo('2026-02-01T04:00:00Z')
  await seller.post('/renewal-runs')
  await app.settle()
  app.travelTo('2026-01-17T04:00:00Z')
  assert.deepEqual([(await first.now()).price_id, (await second.now()).quantity], [next, 4])
})

test('another interval, the same price and prices of others are refused', async () => {
  const old = await addPrice()
  const yearly = await move(old, await addPrice({ billing_interval: 'year' }))
  assert.deepEqual([yearly.status, yearly.body.errors[0].code], [422, 'other_interval'])
  assert.equal((await move(old, old)).body.code, 'subscriptions.nothing_changes')
  assert.equal((await move(old, await addPrice({ kind: 'add_on' }))).body.errors[0].code, 'wrong_kind')
  const foreign = await toolsOf(app, await app.signUp()).addPrice()
  assert.equal((await move(old, foreign)).body.errors[0].code, 'not_found')
  assert.equal((await move(foreign, old)).status, 404)
})
