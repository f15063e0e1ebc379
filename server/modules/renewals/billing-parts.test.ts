import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, change, invoicesOf } = await startSeller()
const { organization_id } = seller
// Nobody pays in these stories, and renewals go on all the same.
await seller.patch('/billing-rules', { unpaid_after_days: 365 })
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const run = async () => {
  await seller.post('/renewal-runs')
  await app.settle()
}
const newest = async (customer_id: string) => {
  const { id } = (await invoicesOf(customer_id)).at(-1)
  return (await seller.get(`/invoices/${id}`)).body
}
const linesOf = ({ lines }: { lines: Line[] }) =>
  lines.map(({ description, quantity, unit_price_cents, discount_cents, amount_cents }) => [
    description,
    quantity,
    unit_price_cents,
    discount_cents,
    amount_cents,
  ])
type Line = {
  description: string
  quantity: string
  unit_price_cents: number
  discount_cents: number
  amount_cents: number
  gst_rate_bp: number
}
const coupon = async (body: object) => {
  const code = `C${randomUUID().slice(0, 8).toUpperCase()}`
  assert.equal((await seller.post('/coupons', { code, name: 'Offer', ...body })).status, 201)
  return code
}

test('tiers, volume and packages come to one amount; seats are shown as seats', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const tiers = [
    { up_to: 10, unit_amount_cents: 1_000, flat_amount_cents: 0 },
    { up_to: null, unit_amount_cents: 500, flat_amount_cents: 200 },
  ]
  for (const [terms, amount] of [
    [{ model: 'tiered', tiers }, 10 * 1_000 + 2 * 500 + 200],
    [{ model: 'volume', tiers }, 12 * 500 + 200],
    [{ model: 'package', package_size: 5, unit_amount_cents: 700 }, 3 * 700],
    [{ model: 'per_seat', unit_amount_cents: 300 }, 12 * 300],
    [{ model: 'flat', unit_amount_cents: 4_200 }, 4_200],
  ] as const) {
    const price_id = await addPrice(terms)
    assert.equal((await subscribe({ customer_id, price_id, quantity: 12 })).status, 201)
    assert.equal((await newest(customer_id)).subtotal_cents, amount)
  }
})

test('a coupon takes off plan and add-ons for as long as it lasts, and nothing of one-off charges', async () => {
  noon('2026-02-01')
  const customer_id = await addCustomer()
  const add_on = await addPrice({ plan: 'Backup', kind: 'add_on', unit_amount_cents: 2_500 })
  const coupon_code = await coupon({ percent_off_bp: 2_500, duration: 'months', duration_months: 2 })
  const price_id = await addPrice({ plan: 'Team', unit_amount_cents: 9_999 })
  const { body } = await subscribe({ customer_id, price_id, coupon_code, add_ons: [{ price_id: add_on }] })
  assert.equal(body.coupon.end_date, '2026-04-01')
  assert.deepEqual(linesOf(await newest(customer_id)), [
    ['Team, monthly, 1 Feb 2026 to 28 Feb 2026', '1', 9_999, 2_500, 7_499],
    ['Backup, monthly, 1 Feb 2026 to 28 Feb 2026', '1', 2_500, 625, 1_875],
  ])
  await seller.post(`/subscriptions/${body.id}/charges`, { description: 'Training', unit_price_cents: 30_000 })
  noon('2026-03-01')
  await run()
  assert.deepEqual(
    linesOf(await newest(customer_id)).map(([, , , discount, amount]) => [discount, amount]),
    [
      [2_500, 7_499],
      [625, 1_875],
      [0, 30_000],
    ],
  )
  noon('2026-04-01')
  await run()
  assert.equal((await newest(customer_id)).subtotal_cents, 9_999 + 2_500, 'two months are over')
})

test('an amount off goes over the lines in order and never below nothing; without anything to pay there is no invoice', async () => {
  noon('2026-05-01')
  const customer_id = await addCustomer()
  const add_ons = [{ price_id: await addPrice({ kind: 'add_on', unit_amount_cents: 3_000 }) }]
  const terms = { customer_id, price_id: await addPrice({ unit_amount_cents: 5_000 }), add_ons }
  const once = await coupon({ amount_off_cents: 6_000, duration: 'once' })
  await subscribe({ ...terms, coupon_code: once })
  assert.deepEqual(
    linesOf(await newest(customer_id)).map(([, , , discount]) => discount),
    [5_000, 1_000],
  )
  const whole = await coupon({ percent_off_bp: 10_000, duration: 'forever' })
  const free = await addCustomer()
  const { body } = await subscribe({ ...terms, customer_id: free, coupon_code: whole })
  assert.deepEqual([await invoicesOf(free), body.current_period_end_date], [[], '2026-06-01'])
  assert.equal((await subscribe({ ...terms, coupon_code: 'NO-SUCH' })).status, 422)
})

test('credit that is more than an invoice makes one of nothing, and the rest waits', async () => {
  noon('2026-06-01')
  const customer_id = await addCustomer()
  const large = await addPrice({ plan: 'Large', unit_amount_cents: 90_000 })
  const small = await addPrice({ plan: 'Small', unit_amount_cents: 10_000 })
  const { body } = await subscribe({ customer_id, price_id: large })
  noon('2026-06-11')
  const { body: changed } = await change(body.id, { price_id: small, when: 'now' })
  // Twenty of thirty days: 60,000 of the large one come back, 6,667 of the small one are charged.
  assert.equal(changed.subscription.credit_cents, 60_000 - 6_667)
  noon('2026-07-01')
  await run()
  const invoice = await newest(customer_id)
  assert.deepEqual([invoice.status, invoice.total_amount_cents, invoice.lines[0].discount_cents], ['paid', 0, 10_000])
  assert.equal((await seller.get(`/subscriptions/${body.id}`)).body.credit_cents, 43_333)
})

test('use is billed after the period, by its aggregation, and what comes late with the next', async () => {
  noon('2026-08-01')
  const customer_id = await addCustomer()
  const { body: meter } = await seller.post('/meters', {
    code: 'calls',
    name: 'API calls',
    unit: 'call',
    aggregation: 'sum',
  })
  const price_id = await addPrice({
    plan: 'Metered',
    model: 'package',
    package_size: 1_000,
    unit_amount_cents: 250,
    meter_id: meter.id,
  })
  await subscribe({ customer_id, price_id })
  assert.deepEqual(await invoicesOf(customer_id), [], 'nothing is known on the first day')
  const send = async (event_key: string, quantity: string, occurred_at: string) => {
    const events = [{ meter: 'calls', customer_id, event_key, quantity, occurred_at }]
    assert.equal((await seller.post('/usage-events', { events })).body.rejected.length, 0)
  }
  noon('2026-08-20')
  await send('a', '1500', '2026-08-20T03:00:00Z')
  await send('b', '700.5', '2026-08-05T03:00:00Z')
  await send('b', '700.5', '2026-08-05T03:00:00Z')
  noon('2026-09-01')
  await run()
  assert.deepEqual(linesOf(await newest(customer_id)), [
    ['Metered, 2200.5 call, 1 Aug 2026 to 31 Aug 2026', '1', 750, 0, 750],
  ])
  noon('2026-09-10')
  await send('late', '10', '2026-08-31T10:00:00Z')
  noon('2026-10-01')
  await run()
  assert.deepEqual(linesOf(await newest(customer_id)), [
    ['Metered, 10 call, 1 Sept 2026 to 30 Sept 2026'.replaceAll('Sept', 'Sep'), '1', 250, 0, 250],
  ])
  assert.equal((await invoicesOf(customer_id)).length, 2)
})

test('a rate of GST that changes within the days of service cuts the line at the day, for bills after it', async () => {
  // The rate went from 8 % to 9 % on 1 January 2024: a yearly period that began before and is billed after.
  const customer_id = await addCustomer()
  const price_id = await addPrice({ plan: 'Yearly', billing_interval: 'quarter', unit_amount_cents: 9_200 })
  noon('2024-01-20')
  assert.equal((await subscribe({ customer_id, price_id, start_date: '2023-12-01' })).status, 201)
  const invoice = await newest(customer_id)
  // 31 of 91 days in December.
  assert.deepEqual(
    invoice.lines.map(({ description, amount_cents, gst_rate_bp }: Line) => [description, amount_cents, gst_rate_bp]),
    [
      ['Yearly, quarterly, 1 Dec 2023 to 29 Feb 2024 (1 Dec 2023 to 31 Dec 2023, GST 8 %)', 3_134, 800],
      ['Yearly, quarterly, 1 Dec 2023 to 29 Feb 2024 (1 Jan 2024 to 29 Feb 2024, GST 9 %)', 6_066, 900],
    ],
  )
  assert.deepEqual([invoice.subtotal_cents, invoice.gst_amount_cents], [9_200, 251 + 546])
})

test('what a change shows is what it charges, and in the end everybody paid price times time', async () => {
  let state = 42
  const next = (below: number) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below
  noon('2027-01-31')
  await seller.patch('/billing-rules', { downgrade_rule: 'now' })
  const prices: string[] = []
  for (const unit_amount_cents of [3_333, 7_777, 12_345, 100])
    prices.push(await addPrice({ model: 'per_seat', unit_amount_cents }))
  for (let round = 0; round < 5; round++) {
    const customer_id = await addCustomer()
    const from = Temporal.PlainDate.from('2027-01-31').add({ days: next(28) })
    noon(from.toString())
    const { body } = await subscribe({ customer_id, price_id: prices[next(4)], quantity: 1 + next(9) })
    const to = Temporal.PlainDate.from(body.current_period_end_date)
    const length = from.until(to).days
    let day = 0
    let fair = 0
    let { amount_cents } = body
    // Counted from the beginning of the period and rounded there, as rules.ts says.
    const upTo = (cents: number, days: number) => Math.floor((2 * cents * days + length) / (2 * length))
    for (let changes = 0; changes < 8; changes++) {
      const later = Math.min(length - 1, day + next(6))
      noon(from.add({ days: later }).toString())
      const wanted = { price_id: prices[next(4)], quantity: 1 + next(9) }
      const { body: shown, status } = await seller.post(`/subscriptions/${body.id}/preview-change`, wanted)
      if (status === 409) continue
      fair += upTo(amount_cents, later) - upTo(amount_cents, day)
      day = later
      const before = (await invoicesOf(customer_id)).length
      const { body: done } = await change(body.id, wanted)
      assert.deepEqual(done.preview, shown)
      const added = (await invoicesOf(customer_id)).slice(before)
      assert.deepEqual(
        added.map(({ total_amount_cents }: { total_amount_cents: number }) => total_amount_cents),
        shown.invoice ? [shown.invoice.total_amount_cents] : [],
      )
      amount_cents = done.subscription.amount_cents
    }
    fair += amount_cents - upTo(amount_cents, day)
    const paid = (await invoicesOf(customer_id)).reduce(
      (sum: number, { subtotal_cents }: { subtotal_cents: number }) => sum + subtotal_cents,
      0,
    )
    const { credit_cents } = (await seller.get(`/subscriptions/${body.id}`)).body
    assert.equal(paid - credit_cents, fair)
    const { rows } = await app.admin.query(
      'select coalesce(sum(amount_cents), 0)::int as sum from app.subscription_credits where organization_id = $1 and subscription_id = $2',
      [organization_id, body.id],
    )
    assert.equal(rows[0].sum, credit_cents, 'the balance is the sum of its entries')
  }
})

test('the database counts periods as Temporal does', async () => {
  const { rows } = await app.admin.query<{ anchor: string; months: number; starts: string[] }>(
    `select a.anchor::text, m.months, array_agg((a.anchor + make_interval(months => m.months * n))::date::text order by n) as starts
     from (select '2024-01-01'::date + d as anchor from generate_series(0, 365) d) a, (values (1), (3), (12)) m (months),
       generate_series(0, 13) n
     group by 1, 2`,
  )
  for (const { anchor, months, starts } of rows)
    assert.deepEqual(
      starts,
      starts.map((_, n) =>
        Temporal.PlainDate.from(anchor)
          .add({ months: months * n })
          .toString(),
      ),
    )
})
