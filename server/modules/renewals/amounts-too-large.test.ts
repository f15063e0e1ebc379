import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change, invoicesOf } = await startSeller()
const run = async (body: object = {}) => {
  const { id } = (await seller.post('/renewal-runs', body)).body
  await app.settle()
  const { data } = (await seller.get(`/renewal-runs/${id}/skips`)).body
  const reasons = data.map((skip: { subscription_id: string; reason: string }) => [skip.subscription_id, skip.reason])
  return { ...(await seller.get(`/renewal-runs/${id}`)).body, reasons }
}

test('use that comes to more than an invoice can hold is skipped with the reason, and the rest is billed', async () => {
  const { body: meter } = await seller.post('/meters', { code: 'gb', name: 'Data', unit: 'GB', aggregation: 'sum' })
  const metered = { model: 'package', package_size: 1, unit_amount_cents: 1_000_000_000, meter_id: meter.id } as const
  const [customer_id, other] = [await addCustomer(), await addCustomer()]
  const { body: huge } = await subscribe({ customer_id, price_id: await addPrice(metered) })
  await subscribe({ customer_id: other, price_id: await addPrice() })
  app.travelTo('2026-01-20T04:00:00Z')
  const events = Array.from({ length: 20 }, (_, n) => ({
    meter: 'gb',
    customer_id,
    event_key: `e${n}`,
    quantity: '999999999.999999',
    occurred_at: '2026-01-19T04:00:00Z',
  }))
  assert.equal((await seller.post('/usage-events', { events })).body.accepted_count, 20)

  app.travelTo('2026-02-01T04:00:00Z')
  for (const is_dry_run of [true, false]) {
    const done = await run({ is_dry_run })
    assert.deepEqual([done.status, done.issued_count, done.skipped_count], ['completed', 1, 1])
    assert.deepEqual(done.reasons, [[huge.id, 'amount_too_large']])
  }
  assert.deepEqual([(await invoicesOf(customer_id)).length, (await invoicesOf(other)).length], [0, 2])
  assert.equal((await seller.get(`/subscriptions/${huge.id}`)).body.next_invoice_date, '2026-02-01', 'it stays due')

  // Whoever wants it to end is told why no last invoice can be made; a pause ends it without one.
  const scheduled = await seller.post(`/subscriptions/${huge.id}/cancel`, { when: 'now' })
  assert.equal(scheduled.body.code, 'subscriptions.renewal_due')
  await seller.post(`/subscriptions/${huge.id}/pause`)
  assert.equal((await seller.post(`/subscriptions/${huge.id}/cancel`, { when: 'now' })).body.status, 'canceled')
})

test('seats that cost more than an invoice can hold are refused at once, also by a change', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ model: 'per_seat', unit_amount_cents: 1_000_000_000 })
  for (const body of [{ quantity: 1_000_000 }, { quantity: 1_000_000, start_date: '2026-05-01' }]) {
    const refused = await subscribe({ customer_id, price_id, ...body })
    assert.deepEqual(
      [refused.status, refused.body.errors?.map(({ pointer, code }: Record<string, string>) => [pointer, code])],
      [422, [['/quantity', 'too_large']]],
    )
  }
  const { body } = await subscribe({ customer_id, price_id, quantity: 2 })
  const refused = await change(body.id, { quantity: 1_000_000 })
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/quantity'])
  assert.equal((await seller.get(`/subscriptions/${body.id}`)).body.quantity, 2)
})

test('charges that are too much together are skipped, and billed once one is taken back', async () => {
  const { body } = await subscribe({ customer_id: await addCustomer(), price_id: await addPrice() })
  const charge = { description: 'Everything', unit_price_cents: 9_000_000_000_000 }
  await seller.post(`/subscriptions/${body.id}/charges`, charge)
  const { body: second } = await seller.post(`/subscriptions/${body.id}/charges`, charge)
  app.travelTo('2026-03-01T04:00:00Z')
  assert.deepEqual((await run()).reasons, [[body.id, 'amount_too_large']])
  await seller.delete(`/subscriptions/${body.id}/charges/${second.id}`)
  assert.deepEqual((await run()).reasons, [])
})
