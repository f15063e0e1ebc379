import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'
import { startDueRun } from './start-due-run.ts'

const { app, seller, addPrice, addCustomer, subscribe } = await startSeller()
const hour = () => app.asSystem(seller.organization_id, startDueRun)
const runs = async () => (await seller.get('/renewal-runs')).body.data

test('the hourly look starts a run where something is due, and none where nothing is', async () => {
  await subscribe({ customer_id: await addCustomer(), price_id: await addPrice() })
  assert.deepEqual((await seller.get('/renewal-runs/due')).body, { due_count: 0, next_date: '2026-02-01' })
  await hour()
  assert.deepEqual(await runs(), [])
  // Midnight in Singapore comes at four in the afternoon of the day before.
  app.travelTo('2026-01-31T16:00:00Z')
  assert.equal((await seller.get('/renewal-runs/due')).body.due_count, 1)
  await hour()
  await app.settle()
  const [run] = await runs()
  assert.deepEqual([run.started_by, run.status, run.issued_count], ['NexusCore', 'completed', 1])
})

test('while a run is under way the look starts no other, and keeps what it found out', async () => {
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id: await addPrice() })).body
  app.travelTo('2026-03-10T04:00:00Z')
  assert.equal((await seller.post('/renewal-runs')).status, 201)
  const before = await runs()
  await hour()
  assert.deepEqual(await runs(), before)
  assert.equal((await seller.get(`/subscriptions/${id}`)).body.status, 'past_due')
  await app.settle()
})
