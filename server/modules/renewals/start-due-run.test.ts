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

test('what a run would leave unpaid is not counted as due, also where several owe on one invoice', async () => {
  await seller.patch('/billing-rules', { invoice_grouping: 'per_customer', unpaid_after_days: 1 })
  app.travelTo('2026-06-01T04:00:00Z')
  const customer_id = await addCustomer()
  const terms = { customer_id, price_id: await addPrice(), trial_end_date: '2026-06-02' }
  await subscribe(terms)
  await subscribe(terms)
  app.travelTo('2026-06-02T04:00:00Z')
  await hour()
  await app.settle()
  app.travelTo('2026-07-20T04:00:00Z')
  assert.equal((await seller.get('/renewal-runs/due')).body.due_count, 0)
  const dry = (await seller.post('/renewal-runs', { is_dry_run: true })).body.id
  await app.settle()
  const { renewed_count, issued_count } = (await seller.get(`/renewal-runs/${dry}`)).body
  assert.deepEqual([renewed_count, issued_count], [0, 0])
})
