import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'
import { updateStanding } from './update-standing.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
const price_id = await addPrice()
const look = (id?: string) => app.asSystem(seller.organization_id, (ctx) => updateStanding(ctx, id))
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)

/** Since 1 January, with an invoice that is due on the 15th. */
async function running(more: object = {}) {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const { id } = (await subscribe({ customer_id, price_id, ...more })).body
  const now = async () => {
    const { status, next_invoice_date, current_period_end_date } = (await seller.get(`/subscriptions/${id}`)).body
    return { status, next: next_invoice_date, until: current_period_end_date }
  }
  const invoice = async () => (await invoicesOf(customer_id))[0]
  return { id, now, invoice }
}

test('it is past due from the day after an invoice was due, and unpaid when that is long ago', async () => {
  const { id, now } = await running()
  noon('2026-01-15')
  assert.equal(await look(), 0)
  assert.equal((await now()).status, 'active')
  noon('2026-01-16')
  assert.equal(await look(), 1)
  assert.deepEqual(await now(), { status: 'past_due', next: '2026-02-01', until: '2026-02-01' })
  assert.equal(await look(), 0, 'looking again changes nothing')
  noon('2026-02-14')
  assert.equal(await look(id), 0, 'thirty days are not over thirty days')
  noon('2026-02-15')
  await look(id)
  assert.deepEqual(await now(), { status: 'unpaid', next: null, until: '2026-02-01' })
  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.startsWith('subscription.'))
  assert.deepEqual(names, ['subscription.created', 'subscription.past_due', 'subscription.unpaid'])
})

test('paid, or voided, it is in good standing at once; renewals begin today when its period is over', async () => {
  const paid = await running()
  const voided = await running()
  noon('2026-01-20')
  await look()
  const { id, amount_due_cents: amount_cents } = await paid.invoice()
  await seller.post('/payments', { invoice_id: id, amount_cents, method: 'paynow' }, { key: randomUUID() })
  await app.settle()
  assert.deepEqual(await paid.now(), { status: 'active', next: '2026-02-01', until: '2026-02-01' })
  noon('2026-02-20')
  await look(voided.id)
  assert.equal((await voided.now()).status, 'unpaid')
  await seller.post(`/invoices/${(await voided.invoice()).id}/void`, { reason: 'A gesture' })
  await app.settle()
  assert.deepEqual(await voided.now(), { status: 'active', next: '2026-02-20', until: '2026-02-01' })
  await seller.post('/renewal-runs')
  await app.settle()
  assert.deepEqual(await voided.now(), { status: 'active', next: '2026-03-20', until: '2026-03-20' })
})

test('the days until it is unpaid are those of the billing rules', async () => {
  const { id, now } = await running()
  await seller.patch('/billing-rules', { unpaid_after_days: 3 })
  noon('2026-01-18')
  await look(id)
  assert.equal((await now()).status, 'past_due')
  noon('2026-01-19')
  await look(id)
  assert.equal((await now()).status, 'unpaid')
  await seller.patch('/billing-rules', { unpaid_after_days: 30 })
})

test('a trial, a pause and an end are not asked whether they are paid, nor are those of others', async () => {
  const trial = await running({ trial_end_date: '2026-06-01' })
  const paused = await running()
  await seller.post(`/subscriptions/${paused.id}/pause`)
  const ended = await running()
  await seller.post(`/subscriptions/${ended.id}/cancel`, { when: 'now' })
  const stranger = await app.signUp()
  const mine = await running()
  noon('2026-01-31')
  await app.asSystem(stranger.organization_id, (ctx) => updateStanding(ctx, mine.id))
  assert.equal((await mine.now()).status, 'active')
  await look()
  const statuses = await Promise.all([trial, paused, ended, mine].map(async ({ now }) => (await now()).status))
  assert.deepEqual(statuses, ['trialing', 'paused', 'canceled', 'past_due'])
})

test('another number of days in the rules holds at once: who was unpaid by the old one is due again', async () => {
  const { now } = await running()
  noon('2026-02-20')
  await look()
  assert.deepEqual(await now(), { status: 'unpaid', next: null, until: '2026-02-01' })
  await seller.patch('/billing-rules', { unpaid_after_days: 60 })
  assert.deepEqual(await now(), { status: 'past_due', next: '2026-02-20', until: '2026-02-01' })
  await seller.patch('/billing-rules', { unpaid_after_days: 30 })
  assert.equal((await now()).status, 'unpaid')
})
