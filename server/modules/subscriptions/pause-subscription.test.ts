// verbs: resume-subscription
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller('2026-01-01T04:00:00Z')
const price_id = await addPrice({ unit_amount_cents: 10_000 })
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const offer = { code: 'HALF', name: 'Half', percent_off_bp: 5_000, duration: 'once' }
assert.equal((await seller.post('/coupons', offer)).status, 201)

async function running(more: object = {}) {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const { body, text } = await subscribe({ customer_id, price_id, ...more })
  assert.ok(body.id, text)
  const ask = async (verb: 'pause' | 'resume') => (await seller.post(`/subscriptions/${body.id}/${verb}`)).body
  return { id: body.id as string, ask, invoices: () => invoicesOf(customer_id) }
}

test('resumed within the period that was paid for, it goes on as if nothing had been', async () => {
  const { ask, invoices } = await running()
  noon('2026-01-10')
  const paused = await ask('pause')
  assert.deepEqual([paused.status, paused.next_invoice_date], ['paused', null])
  assert.ok(paused.paused_at)
  noon('2026-01-31')
  const resumed = await ask('resume')
  assert.deepEqual(
    [resumed.status, resumed.paused_at, resumed.next_invoice_date, resumed.billing_anchor_day],
    ['active', null, '2026-02-01', 1],
  )
  assert.equal((await invoices()).length, 1)
})

test('resumed after it, a period begins today and is invoiced, with what waited in the meantime', async () => {
  const { id, ask, invoices } = await running()
  noon('2026-01-10')
  await ask('pause')
  const charge = { description: 'Storage while away', unit_price_cents: 700 }
  assert.equal((await seller.post(`/subscriptions/${id}/charges`, charge)).status, 201)
  noon('2026-03-20')
  const resumed = await ask('resume')
  assert.deepEqual(
    [resumed.current_period_start_date, resumed.current_period_end_date, resumed.billing_anchor_day],
    ['2026-03-20', '2026-04-20', 20],
  )
  const [, second] = await invoices()
  assert.deepEqual([second.issue_date, second.subtotal_cents], ['2026-03-20', 10_700])
})

test('a trial stands still: it has as many days left as it had, and its coupon waits for what comes after it', async () => {
  const { id, ask, invoices } = await running({ trial_end_date: '2026-01-15', coupon_code: 'HALF' })
  noon('2026-01-05')
  await ask('pause')
  noon('2026-03-01')
  const resumed = await ask('resume')
  assert.deepEqual(
    [resumed.status, resumed.trial_end_date, resumed.next_invoice_date, resumed.billing_anchor_day],
    ['trialing', '2026-03-11', '2026-03-11', 11],
  )
  assert.deepEqual(await invoices(), [])
  noon('2026-03-11')
  await seller.post('/renewal-runs')
  await app.settle()
  assert.equal((await seller.get(`/subscriptions/${id}`)).body.status, 'active')
  assert.deepEqual(
    (await invoices()).map(({ subtotal_cents }: { subtotal_cents: number }) => subtotal_cents),
    [5_000],
  )
})

test('what begins on a later day waits for it, paused and resumed or not, and is no trial', async () => {
  const { ask, invoices } = await running({ start_date: '2026-02-15' })
  await ask('pause')
  const resumed = await ask('resume')
  assert.deepEqual([resumed.status, resumed.next_invoice_date], ['active', '2026-02-15'])
  assert.deepEqual(await invoices(), [])
})

test('what was to end with its period ends when it is resumed after it, without another invoice', async () => {
  const { id, ask, invoices } = await running()
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'period_end' })
  await ask('pause')
  noon('2026-02-10')
  const resumed = await ask('resume')
  assert.deepEqual([resumed.status, resumed.ended_date], ['canceled', '2026-02-10'])
  assert.equal((await invoices()).length, 1)
  const { data } = (await seller.get('/events?limit=1')).body
  assert.equal(data[0].name, 'subscription.canceled')
})

test('what runs has nothing to resume, and what is paused cannot be paused again', async () => {
  const { id, ask } = await running()
  assert.equal((await ask('resume')).code, 'subscriptions.nothing_to_resume')
  await ask('pause')
  assert.equal((await ask('pause')).code, 'subscriptions.illegal_move')
  const stranger = await app.signUp()
  assert.equal((await stranger.post(`/subscriptions/${id}/resume`)).status, 404)
  const { data } = (await seller.get('/events?limit=1')).body
  assert.deepEqual(data[0].changes.status, { before: 'active', after: 'paused' })
})
