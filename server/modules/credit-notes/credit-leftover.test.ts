import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'
import { creditLeftover } from './credit-leftover.ts'

// Of January's 31 days 16 are over: 4,839 of 10,000 are not used.
const noon = '2026-01-17T04:00:00Z'
const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller(noon)
const price_id = await addPrice({ unit_amount_cents: 10_000 })
const endNow = async (id: string) => {
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'now' })
  await app.settle()
}
const begin = async (more: object = {}) => {
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id, start_date: '2026-01-01', ...more })).body
  return { id: id as string, customer_id }
}
const notesOf = async (customer_id: string) => (await seller.get(`/credit-notes?customer_id=${customer_id}`)).body.data
const creditOf = async (id: string) => (await seller.get(`/subscriptions/${id}`)).body.credit_cents

test('what is not used of a subscription that ends now comes back as a credit note with its GST, once', async () => {
  const { id, customer_id } = await begin()
  await endNow(id)
  const [note, ...more] = await notesOf(customer_id)
  const [invoice] = await invoicesOf(customer_id)
  assert.deepEqual(
    [more.length, note.invoice_id, note.subtotal_cents, note.gst_amount_cents, note.amount_released_cents],
    [0, invoice.id, 4_839, 436, 0],
  )
  assert.equal(note.reason, 'Team has ended: what was paid for and not used')
  assert.equal(await creditOf(id), 0)
  assert.equal((await seller.get(`/invoices/${invoice.id}`)).body.amount_due_cents, 10_900 - 5_275)
  await app.asSystem(seller.organization_id, (ctx) => creditLeftover(ctx, id))
  assert.equal((await notesOf(customer_id)).length, 1)
})

test('what was paid becomes credit of the customer, and only what the last invoice left is given back', async () => {
  const { id, customer_id } = await begin()
  const [invoice] = await invoicesOf(customer_id)
  const payment = { invoice_id: invoice.id, amount_cents: 10_900, method: 'paynow' }
  await seller.post('/payments', payment, { key: randomUUID() })
  await seller.post(`/subscriptions/${id}/charges`, { description: 'Moving out', unit_price_cents: 1_839 })
  await endNow(id)
  const [note] = await notesOf(customer_id)
  assert.deepEqual([note.subtotal_cents, note.amount_released_cents], [3_000, 3_270])
  assert.equal((await seller.get(`/customers/${customer_id}/balance`)).body.credit_cents, 3_270)
  assert.equal(await creditOf(id), 0)
})

test('one that runs on keeps its credit, and one whose invoice is void has nothing to give back', async () => {
  const running = await begin()
  await app.admin.query('update app.subscriptions set credit_cents = 700 where id = $1', [running.id])
  await app.asSystem(seller.organization_id, (ctx) => creditLeftover(ctx, running.id))
  assert.deepEqual([await creditOf(running.id), await notesOf(running.customer_id)], [700, []])
  const voided = await begin()
  const [invoice] = await invoicesOf(voided.customer_id)
  await seller.post(`/invoices/${invoice.id}/void`, { reason: 'A mistake' })
  await endNow(voided.id)
  await app.asSystem(seller.organization_id, (ctx) => creditLeftover(ctx, voided.id))
  assert.deepEqual(await notesOf(voided.customer_id), [])
})

test('of an invoice for several subscriptions only the one that ended is given back', async () => {
  app.travelTo(noon)
  await seller.patch('/billing-rules', { invoice_grouping: 'per_customer', unpaid_after_days: 365 })
  const customer_id = await addCustomer()
  const other = await addPrice({ plan: 'Other', unit_amount_cents: 900 })
  const terms = { customer_id, trial_end_date: '2026-02-01' }
  await subscribe({ ...terms, price_id: other })
  const { id } = (await subscribe({ ...terms, price_id })).body
  app.travelTo('2026-02-01T04:00:00Z')
  await seller.post('/renewal-runs', {})
  await app.settle()
  app.travelTo('2026-02-15T04:00:00Z')
  await endNow(id)
  const [{ id: note_id }] = await notesOf(customer_id)
  const { lines, subtotal_cents } = (await seller.get(`/credit-notes/${note_id}`)).body
  assert.deepEqual(
    [lines.length, lines[0].description.split(',')[0], lines[0].service_to_date, subtotal_cents],
    [1, 'Team', '2026-03-01', 5_000],
  )
})
