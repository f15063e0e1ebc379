import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change, preview, invoicesOf } = await startSeller()

const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const run = async () => {
  const { body } = await seller.post('/renewal-runs')
  await app.settle()
  return (await seller.get(`/renewal-runs/${body.id}`)).body
}
const pay = async ({ id, amount_due_cents }: { id: string; amount_due_cents: number }) => {
  const body = { invoice_id: id, amount_cents: amount_due_cents, method: 'paynow' }
  assert.equal((await seller.post('/payments', body, { key: randomUUID() })).status, 201)
  await app.settle()
}

test("a customer's year: trial, conversion, upgrade, seats, pause, a month unpaid, end and return", async () => {
  const customer_id = await addCustomer()
  const starter = await addPrice({ plan: 'Starter', trial_days: 14, unit_amount_cents: 10_000 })
  const team = await addPrice({ plan: 'Team', model: 'per_seat', unit_amount_cents: 6_200 })
  const { body: made } = await subscribe({ customer_id, price_id: starter })
  const { id } = made
  const now = async () => (await seller.get(`/subscriptions/${id}`)).body
  const newest = async () => (await invoicesOf(customer_id)).at(-1)
  assert.deepEqual([made.status, made.next_invoice_date], ['trialing', '2026-01-15'])

  // The trial ends on the 15th and becomes the anchor.
  noon('2026-01-15')
  assert.equal((await run()).issued_count, 1)
  assert.deepEqual([(await now()).status, (await now()).current_period_end_date], ['active', '2026-02-15'])
  await pay(await newest())

  // Upgrade after 17 of 31 days: 14 are left of each price.
  noon('2026-02-01')
  const shown = (await preview(id, { price_id: team, quantity: 2 })).body
  assert.deepEqual(
    shown.lines.map(({ kind, amount_cents }: { kind: string; amount_cents: number }) => [kind, amount_cents]),
    [
      ['credit', 10_000 - 5_484],
      ['charge', 12_400 - 6_800],
    ],
  )
  const { body: upgraded } = await change(id, { price_id: team, quantity: 2 })
  assert.deepEqual(upgraded.preview, shown, 'the preview is what is charged')
  assert.equal((await newest()).total_amount_cents, shown.invoice.total_amount_cents)
  await pay(await newest())

  // Three more seats now; two fewer give credit, which the renewal takes off.
  noon('2026-02-08')
  assert.equal((await change(id, { quantity: 5 })).body.preview.net_cents, 4_200)
  await pay(await newest())
  assert.equal((await change(id, { quantity: 3 })).body.preview.net_cents, -2_800)
  assert.equal((await now()).credit_cents, 2_800)
  noon('2026-02-15')
  await run()
  const renewal = (await seller.get(`/invoices/${(await newest()).id}`)).body
  assert.deepEqual([renewal.lines[0].discount_cents, renewal.subtotal_cents], [2_800, 18_600 - 2_800])
  assert.equal((await now()).credit_cents, 0)
  await pay(await newest())

  // A pause over the renewal: nothing is billed until it ends, and then from that day.
  noon('2026-03-01')
  assert.equal((await seller.post(`/subscriptions/${id}/pause`)).body.status, 'paused')
  noon('2026-04-20')
  assert.equal((await run()).issued_count, 0)
  const { body: resumed } = await seller.post(`/subscriptions/${id}/resume`)
  assert.deepEqual(
    [resumed.status, resumed.current_period_start_date, resumed.current_period_end_date],
    ['active', '2026-04-20', '2026-05-20'],
  )

  // The month is not paid: past due after the terms, renewed once more, unpaid after thirty days, back with the money.
  noon('2026-05-05')
  await run()
  assert.equal((await now()).status, 'past_due')
  noon('2026-05-20')
  await run()
  noon('2026-06-10')
  await run()
  assert.deepEqual([(await now()).status, (await now()).next_invoice_date], ['unpaid', null])
  for (const invoice of await invoicesOf(customer_id)) if (invoice.status === 'open') await pay(invoice)
  assert.deepEqual([(await now()).status, (await now()).next_invoice_date], ['active', '2026-06-20'])

  // A downgrade waits for the renewal; then the end of the period, taken back once, and the end.
  await change(id, { price_id: starter, quantity: 1 })
  assert.equal((await now()).pending_change.plan_name, 'Starter')
  noon('2026-06-20')
  await run()
  assert.deepEqual([(await now()).plan.name, (await newest()).subtotal_cents], ['Starter', 10_000])
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'period_end', reason: 'moving' })
  await seller.post(`/subscriptions/${id}/resume`)
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'period_end', reason: 'moving' })
  noon('2026-07-20')
  assert.deepEqual(pick(await run()), { issued_count: 0, ended_count: 1 })
  assert.deepEqual([(await now()).status, (await now()).ended_date], ['canceled', '2026-07-20'])
  assert.equal((await change(id, { quantity: 2 })).status, 409)

  // Who comes back gets a new subscription.
  noon('2026-09-30')
  const { body: again } = await subscribe({ customer_id, price_id: starter, trial_end_date: null })
  assert.deepEqual([again.status, again.current_period_end_date], ['active', '2026-10-30'])

  const names = (await seller.events()).map(({ name }) => name).filter((name) => name.startsWith('subscription.'))
  assert.deepEqual(names, [
    'subscription.created',
    'subscription.activated',
    'subscription.changed',
    'subscription.changed',
    'subscription.changed',
    'subscription.paused',
    'subscription.resumed',
    'subscription.past_due',
    'subscription.unpaid',
    // One of two invoices was paid, then the other.
    'subscription.past_due',
    'subscription.recovered',
    'subscription.change_scheduled',
    'subscription.cancellation_scheduled',
    'subscription.resumed',
    'subscription.cancellation_scheduled',
    'subscription.past_due',
    'subscription.canceled',
    'subscription.created',
  ])
})

const pick = ({ issued_count, ended_count }: { issued_count: number; ended_count: number }) => ({
  issued_count,
  ended_count,
})
