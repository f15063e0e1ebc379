import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change, invoicesOf } = await startSeller()
const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted()

test('a coupon for five is redeemed by five of twenty who subscribe at once, and the others leave nothing behind', async () => {
  const price_id = await addPrice()
  await seller.post('/coupons', {
    code: 'FIVE',
    name: 'Five',
    percent_off_bp: 1_000,
    duration: 'forever',
    max_redemptions: 5,
  })
  const customers = await times(20, () => addCustomer())
  const answers = await Promise.all(
    customers.map((customer_id) => subscribe({ customer_id, price_id, coupon_code: 'FIVE' })),
  )
  assert.equal(
    statuses(answers).filter((status) => status === 201).length,
    5,
    JSON.stringify(answers.map(({ status, body }) => [status, body.code])),
  )
  assert.ok(answers.every(({ status }) => status === 201 || status === 422 || status === 409))
  const { rows } = await app.admin.query(
    `select (select redemption_count from app.coupons where code = 'FIVE') as redeemed,
       (select count(*)::int from app.subscriptions where price_id = $1) as subscribed,
       (select count(*)::int from app.invoices) as invoices, (select max(last_number)::int from app.number_series) as last`,
    [price_id],
  )
  assert.deepEqual(rows, [{ redeemed: 5, subscribed: 5, invoices: 5, last: 5 }])
})

test('of changes at once each is charged for what was before it, and the last one stands', async () => {
  const customer_id = await addCustomer()
  const { body } = await subscribe({
    customer_id,
    price_id: await addPrice({ model: 'per_seat', unit_amount_cents: 3_100 }),
    quantity: 1,
  })
  const answers = await times(6, (n) => change(body.id, { quantity: n + 2 }))
  assert.deepEqual(statuses(answers), Array(6).fill(200))
  const { body: after } = await seller.get(`/subscriptions/${body.id}`)
  const paid = (await invoicesOf(customer_id)).reduce(
    (sum: number, { subtotal_cents }: { subtotal_cents: number }) => sum + subtotal_cents,
    0,
  )
  assert.equal(paid - after.credit_cents, after.quantity * 3_100)
})

test('who cancels while a run bills them is billed and then ended, or ended and not billed: never half of each', async () => {
  const price_id = await addPrice()
  const customers = await times(12, () => addCustomer())
  const ids = await Promise.all(
    customers.map(async (customer_id) => (await subscribe({ customer_id, price_id })).body.id as string),
  )
  app.travelTo('2026-02-01T04:00:00Z')
  await Promise.all([
    ...[1, 2].map(() => seller.post('/renewal-runs')),
    app.settle(),
    ...ids.map((id, n) => seller.post(`/subscriptions/${id}/cancel`, { when: n % 2 ? 'now' : 'period_end' })),
  ])
  await app.settle()
  await seller.post('/renewal-runs')
  await app.settle()
  for (const [n, id] of ids.entries()) {
    const { body } = await seller.get(`/subscriptions/${id}`)
    const periods = (await seller.get(`/subscriptions/${id}/periods`)).body.data
    const invoices = await invoicesOf(customers[n]!)
    assert.equal(invoices.length, periods.filter(({ invoice_id }: { invoice_id: string | null }) => invoice_id).length)
    if (body.status === 'canceled')
      assert.ok(periods.every(({ to_date }: { to_date: string }) => to_date <= body.ended_date))
    else assert.equal(periods.length, 2)
  }
  assert.equal((await seller.get('/renewal-runs/due')).body.due_count, 0)
})

const isRefused = ({ status, body }: { status: number; body: { code?: string } }, what: string) => {
  assert.ok(status >= 400 && status < 500, `${what}: ${status}`)
  assert.ok(body.code, what)
}

test('days at the ends of time, text with NUL, percentages over a hundred and tiers that overlap are refused', async () => {
  const [customer_id, price_id] = [await addCustomer(), await addPrice()]
  const plan = (await seller.post('/plans', { code: 'odd', name: 'Odd' })).body
  for (const day of ['9999-12-31', '1900-01-01', '0000-01-01', '2026-02-30', '10000-01-01'])
    for (const field of ['start_date', 'trial_end_date'])
      isRefused(await subscribe({ customer_id, price_id, [field]: day }), `${field} ${day}`)
  for (const to of [
    [
      { up_to: 10, unit_amount_cents: 1 },
      { up_to: 5, unit_amount_cents: 1 },
      { up_to: null, unit_amount_cents: 1 },
    ],
    [
      { up_to: null, unit_amount_cents: 1 },
      { up_to: null, unit_amount_cents: 1 },
    ],
    [{ up_to: 10, unit_amount_cents: 1 }],
  ])
    isRefused(
      await seller.post(`/plans/${plan.id}/prices`, { model: 'tiered', billing_interval: 'month', tiers: to }),
      'tiers',
    )
  for (const available_from_date of ['9999-12-31', '1900-01-01']) {
    const terms = { model: 'flat', billing_interval: 'month', unit_amount_cents: 100, available_from_date }
    const { status } = await seller.post(`/plans/${plan.id}/prices`, terms)
    assert.ok(status < 500, available_from_date)
  }
  const coupon = { name: 'Odd', duration: 'once' }
  for (const percent_off_bp of [10_001, 0, -1, 0.5, 1e300])
    isRefused(await seller.post('/coupons', { ...coupon, code: 'ODD', percent_off_bp }), `${percent_off_bp}`)
  for (const code of ['A\u0000B', "'; drop table coupons", '%', ''])
    isRefused(await seller.post('/coupons', { ...coupon, code, percent_off_bp: 100 }), JSON.stringify(code))
  isRefused(await seller.post('/plans', { code: 'nul', name: 'A\u0000B' }), 'NUL')
  isRefused(await seller.post('/subscriptions/x\u0000/cancel', { when: 'now' }), 'NUL in an id')
  assert.deepEqual((await seller.get(`/subscriptions?customer_id=${customer_id}`)).body.data, [])
})

test('usage of ten thousand at once, of a year ago or of another century is refused, each for itself', async () => {
  const customer_id = await addCustomer()
  await seller.post('/meters', { code: 'hits', name: 'Hits', unit: 'hit', aggregation: 'sum' })
  const event = (n: number, more: object = {}) => ({
    meter: 'hits',
    customer_id,
    event_key: `k${n}`,
    quantity: '1',
    occurred_at: '2026-01-31T04:00:00Z',
    ...more,
  })
  const many = await seller.post('/usage-events', { events: Array.from({ length: 10_000 }, (_, n) => event(n)) })
  assert.ok(many.status === 413 || many.status === 422, String(many.status))
  const odd = ['2025-01-31T04:00:00Z', '1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z']
  const { body } = await seller.post('/usage-events', {
    events: [event(0), ...odd.map((occurred_at, n) => event(n + 1, { occurred_at }))],
  })
  assert.equal(body.accepted_count, 1)
  assert.deepEqual(
    body.rejected.map(({ code }: { code: string }) => code),
    ['too_old', 'too_old', 'in_future'],
  )
  isRefused(await seller.post('/usage-events', { events: [event(9, { quantity: '1e400' })] }), 'quantity')
})
