import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

// Of January's 31 days 16 are over.
const { app, seller, addPrice, addCustomer, subscribe, change, invoicesOf } = await startSeller('2026-01-17T04:00:00Z')
const price_id = await addPrice({ unit_amount_cents: 10_000 })
const cancel = (id: string, body: object) => seller.post(`/subscriptions/${id}/cancel`, body)

async function running(more: object = {}) {
  const customer_id = await addCustomer()
  const { body, text } = await subscribe({ customer_id, price_id, start_date: '2026-01-01', ...more })
  assert.ok(body.id, text)
  return { id: body.id as string, customer_id, invoices: () => invoicesOf(customer_id) }
}

const lastEvent = async () => (await seller.get('/events?limit=1')).body.data[0]

test('ended now, what was paid for and is not used becomes credit, and without a charge there is no invoice', async () => {
  const { id, invoices } = await running()
  const { status, body } = await cancel(id, { when: 'now', reason: 'closing the shop' })
  assert.equal(status, 200)
  assert.deepEqual(
    [body.status, body.ended_date, body.next_invoice_date, body.cancel_reason, body.credit_cents],
    ['canceled', '2026-01-17', null, 'closing the shop', 4_839],
  )
  assert.equal((await invoices()).length, 1)
  assert.equal((await lastEvent()).name, 'subscription.canceled')
})

test('ended now, what is still to be charged goes on a last invoice, from which the credit is taken', async () => {
  const { id, invoices } = await running()
  const charge = { description: 'Moving data out', unit_price_cents: 3_000, quantity: '2' }
  await seller.post(`/subscriptions/${id}/charges`, charge)
  const { body } = await cancel(id, { when: 'now' })
  assert.equal(body.credit_cents, 0)
  const [, last] = await invoices()
  const { lines, subtotal_cents, total_amount_cents } = (await seller.get(`/invoices/${last.id}`)).body
  assert.equal(lines.length, 1)
  assert.deepEqual([lines[0].description, lines[0].quantity, lines[0].discount_cents], ['Moving data out', '2', 4_839])
  assert.deepEqual([subtotal_cents, total_amount_cents], [1_161, 1_265])
})

test('to end with its period it runs on, keeps its invoice day, and is taken back by resuming', async () => {
  const { id } = await running()
  const { body } = await cancel(id, { when: 'period_end', reason: 'too dear' })
  assert.deepEqual(
    [body.status, body.cancel_at_period_end, body.cancel_reason, body.next_invoice_date, body.ended_date],
    ['active', true, 'too dear', '2026-02-01', null],
  )
  assert.equal((await lastEvent()).name, 'subscription.cancellation_scheduled')
  const { body: resumed } = await seller.post(`/subscriptions/${id}/resume`)
  assert.deepEqual([resumed.cancel_at_period_end, resumed.cancel_reason, resumed.canceled_at], [false, null, null])
})

test('it cannot end before the term that was agreed, and may end with it', async () => {
  const { id } = await running({ minimum_term_end_date: '2026-02-01' })
  const refused = await cancel(id, { when: 'now' })
  assert.deepEqual([refused.status, refused.body.code], [409, 'subscriptions.minimum_term'])
  assert.match(refused.body.detail, /until 2026-02-01 and cannot end on 2026-01-17/)
  assert.equal((await cancel(id, { when: 'period_end' })).status, 200)
  const { id: longer } = await running({ minimum_term_end_date: '2026-02-02' })
  assert.equal((await cancel(longer, { when: 'period_end' })).body.code, 'subscriptions.minimum_term')
})

test('a trial and a pause end at once without an invoice, whenever they are asked to', async () => {
  const trial = await running({ trial_end_date: '2026-01-31' })
  assert.deepEqual((await cancel(trial.id, { when: 'now' })).body.ended_date, '2026-01-17')
  assert.deepEqual(await trial.invoices(), [])
  const paused = await running()
  await seller.post(`/subscriptions/${paused.id}/pause`)
  assert.equal((await cancel(paused.id, { when: 'period_end' })).body.status, 'canceled')
  assert.equal((await paused.invoices()).length, 1)
})

test('what is cancelled stays so, and another organisation finds nothing to cancel', async () => {
  const { id } = await running()
  const stranger = await app.signUp()
  assert.equal((await stranger.post(`/subscriptions/${id}/cancel`, { when: 'now' })).status, 404)
  await cancel(id, { when: 'now' })
  const again = await cancel(id, { when: 'now' })
  assert.deepEqual([again.status, again.body.code], [409, 'subscriptions.illegal_move'])
  assert.equal((await seller.post(`/subscriptions/${id}/resume`)).body.code, 'subscriptions.nothing_to_resume')
  assert.equal((await seller.post(`/subscriptions/${id}/pause`)).body.code, 'subscriptions.illegal_move')
})

test('a customer who cannot be invoiced is named before anything is changed', async () => {
  const { id, customer_id } = await running()
  await seller.post(`/subscriptions/${id}/pause`)
  await seller.post(`/customers/${customer_id}/archive`)
  app.travelTo('2026-03-01T04:00:00Z')
  const { status, body } = await seller.post(`/subscriptions/${id}/resume`)
  assert.deepEqual([status, body.code, body.errors[0].pointer], [422, 'subscriptions.not_billable', '/customer_id'])
  assert.equal((await seller.get(`/subscriptions/${id}`)).body.status, 'paused')
})

test('while a renewal is due nothing is changed or ended now, which would leave its days unbilled', async () => {
  app.travelTo('2027-03-01T04:00:00Z')
  const { body: made } = await subscribe({ customer_id: await addCustomer(), price_id })
  const other = await addPrice({ unit_amount_cents: 20_000 })
  app.travelTo('2027-04-02T04:00:00Z')
  const changed = await change(made.id, { price_id: other })
  const ended = await seller.post(`/subscriptions/${made.id}/cancel`, { when: 'now' })
  assert.deepEqual(
    [changed.status, changed.body.code, ended.status, ended.body.code],
    [409, 'subscriptions.renewal_due', 409, 'subscriptions.renewal_due'],
  )
  await seller.post('/renewal-runs')
  await app.settle()
  assert.equal((await seller.post(`/subscriptions/${made.id}/cancel`, { when: 'now' })).body.status, 'canceled')
})

test('the subscription of an archived customer can be ended, now and with its period', async () => {
  app.travelTo('2027-05-01T04:00:00Z')
  const customer_id = await addCustomer()
  const { body: first } = await subscribe({ customer_id, price_id })
  const { body: second } = await subscribe({ customer_id, price_id })
  await seller.post(`/customers/${customer_id}/archive`)
  assert.equal((await seller.post(`/subscriptions/${first.id}/cancel`, { when: 'now' })).body.status, 'canceled')
  await seller.post(`/subscriptions/${second.id}/cancel`, { when: 'period_end' })
  app.travelTo('2027-06-01T04:00:00Z')
  await seller.post('/renewal-runs')
  await app.settle()
  assert.equal((await seller.get(`/subscriptions/${second.id}`)).body.status, 'canceled')
})
