import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe } = await startSeller('2026-01-17T04:00:00Z')
const price_id = await addPrice({ unit_amount_cents: 10_000 })
const cancel = (id: string, body: object) => seller.post(`/subscriptions/${id}/cancel`, body)

test('periods of who ends now and comes back neither overlap nor leave a gap', async () => {
  await seller.patch('/billing-rules', { unpaid_after_days: 365 })
  const customer_id = await addCustomer()
  const days = ['2026-03-05', '2026-03-20', '2026-03-20', '2026-04-25', '2026-06-01']
  let id = (await subscribe({ customer_id, price_id, start_date: '2026-01-01' })).body.id
  for (const day of days) {
    app.travelTo(`${day}T04:00:00Z`)
    await seller.post('/renewal-runs')
    await app.settle()
    const { status, text } = await cancel(id, { when: 'now' })
    assert.equal(status, 200, text)
    id = (await subscribe({ customer_id, price_id })).body.id
  }
  const { rows } = await app.admin.query<{ from_date: string; to_date: string }>(
    `select p.from_date::text, p.to_date::text from app.subscription_periods p
     join app.subscriptions s using (organization_id) where s.id = p.subscription_id and s.customer_id = $1
     order by p.from_date, p.to_date`,
    [customer_id],
  )
  assert.equal(rows[0]!.from_date, '2026-01-01')
  for (const [i, { from_date }] of rows.slice(1).entries()) assert.equal(from_date, rows[i]!.to_date)
  assert.ok(
    rows.some(({ from_date, to_date }) => from_date === to_date),
    'begun and ended on one day: an empty one',
  )
  assert.equal(rows.at(-1)!.to_date, '2026-07-01')
})

test('a pause that ends in the end cuts the period too', async () => {
  app.travelTo('2026-09-01T04:00:00Z')
  const { body } = await subscribe({ customer_id: await addCustomer(), price_id })
  app.travelTo('2026-09-10T04:00:00Z')
  await seller.post(`/subscriptions/${body.id}/pause`)
  await cancel(body.id, { when: 'now' })
  const { data } = (await seller.get(`/subscriptions/${body.id}/periods`)).body
  assert.deepEqual([data[0].from_date, data[0].to_date], ['2026-09-01', '2026-09-10'])
})
