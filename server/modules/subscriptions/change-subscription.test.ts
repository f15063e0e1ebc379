// verbs: preview-change work-out-change lock-subscription
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller, toolsOf } from './subscription-fixture.ts'

// Of January's 31 days 16 are over.
const { app, seller, ...tools } = await startSeller('2026-01-17T04:00:00Z')
const { addPrice, addCustomer, subscribe, change, preview, invoicesOf } = tools
const starter = await addPrice({ plan: 'Starter', unit_amount_cents: 10_000 })
const team = await addPrice({ plan: 'Team', model: 'per_seat', unit_amount_cents: 3_100 })
const pro = await addPrice({ plan: 'Pro', unit_amount_cents: 20_000 })
const yearly = await addPrice({ plan: 'Pro', billing_interval: 'year', unit_amount_cents: 200_000 })

/** On a price since the first of January, and paid for to its end. */
async function onPrice(price_id: string, quantity = 1, more: object = {}) {
  const customer_id = await addCustomer()
  const { body, text } = await subscribe({ customer_id, price_id, quantity, start_date: '2026-01-01', ...more })
  assert.ok(body.id, text)
  const now = async () => (await seller.get(`/subscriptions/${body.id}`)).body
  const newest = async () => (await seller.get(`/invoices/${(await invoicesOf(customer_id)).at(-1).id}`)).body
  const invoices = () => invoicesOf(customer_id)
  return { id: body.id as string, customer_id, now, newest, invoices }
}

const codes = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`)

test('an upgrade takes effect today and charges the difference for the days that are left, as it was shown', async () => {
  const { id, newest, now } = await onPrice(starter)
  const shown = (await preview(id, { price_id: pro })).body
  assert.equal((await now()).version, 2, 'a preview changes nothing')
  const { status, body } = await change(id, { price_id: pro })
  assert.equal(status, 200)
  assert.deepEqual(body.preview, shown)
  // 15 of 31 days: 100.00 less 51.61 are unused, 200.00 less 103.23 are to be paid.
  assert.deepEqual([shown.kind, shown.when, shown.charge, shown.net_cents], ['upgrade', 'now', 'now', 9_677 - 4_839])
  assert.deepEqual(shown.period, { from_date: '2026-01-01', to_date: '2026-02-01', unit: 'day', used: 16, length: 31 })
  assert.deepEqual(shown.next_invoice, { date: '2026-02-01', amount_cents: 20_000 })
  const invoice = await newest()
  assert.equal(invoice.id, body.invoice_id)
  assert.deepEqual(
    [invoice.subtotal_cents, invoice.gst_amount_cents, invoice.total_amount_cents],
    [4_838, 435, shown.invoice.total_amount_cents],
  )
  assert.deepEqual(invoice.lines, [
    {
      position: 1,
      description: 'Change from Starter to Pro, 17 Jan 2026 to 31 Jan 2026',
      quantity: '1',
      unit: null,
      unit_price_cents: 9_677,
      discount_cents: 4_839,
      gst_code: 'SR',
      gst_rate_bp: 900,
      amount_cents: 4_838,
      service_from_date: '2026-01-17',
      service_to_date: '2026-02-01',
    },
  ])
  const after = await now()
  assert.deepEqual([after.plan.name, after.next_invoice_date, after.billing_anchor_day], ['Pro', '2026-02-01', 1])
  const { data } = (await seller.get('/events?limit=1')).body
  assert.deepEqual([data[0].name, data[0].changes.price_id], ['subscription.changed', { before: starter, after: pro }])
})

test('a downgrade waits for the renewal, costs nothing, and is taken back by asking for the present terms', async () => {
  const { id, now, invoices } = await onPrice(pro)
  const { body } = await change(id, { price_id: starter })
  assert.deepEqual(
    [body.preview.kind, body.preview.when, body.preview.lines, body.preview.effective_date, body.invoice_id],
    ['downgrade', 'period_end', [], '2026-02-01', null],
  )
  assert.deepEqual((await now()).pending_change, { price_id: starter, plan_name: 'Starter', quantity: 1 })
  assert.equal((await change(id, { price_id: pro })).status, 200)
  assert.equal((await now()).pending_change, null)
  assert.equal((await change(id, { price_id: pro })).body.code, 'subscriptions.nothing_changes')
  assert.equal((await invoices()).length, 1)
})

test('more seats are charged today; fewer become credit, which the next charge uses up', async () => {
  const { id, now, newest, invoices } = await onPrice(team, 2)
  // A seat for the 15 days that are left: 15.00.
  const more = (await change(id, { quantity: 5 })).body.preview
  assert.deepEqual([more.kind, more.net_cents], ['seats', 4_500])
  const fewer = (await change(id, { quantity: 4 })).body
  assert.deepEqual(
    [fewer.preview.net_cents, fewer.preview.charge, fewer.preview.credit_after_cents, fewer.invoice_id],
    [-1_500, 'none', 1_500, null],
  )
  assert.equal((await now()).credit_cents, 1_500)
  const again = (await change(id, { quantity: 6 })).body.preview
  assert.deepEqual([again.net_cents, again.credit_used_cents, again.credit_after_cents], [3_000, 1_500, 0])
  assert.equal((await newest()).subtotal_cents, 1_500)
  assert.equal((await now()).credit_cents, 0)
  assert.equal((await invoices()).length, 3)
})

test('with a new anchor the whole price is charged, the rest of the old credited, and a period begins today', async () => {
  const { id, now, newest } = await onPrice(starter)
  const { body } = await change(id, { price_id: pro, when: 'now_new_anchor' })
  assert.equal(body.preview.net_cents, 20_000 - 4_839)
  assert.deepEqual((await newest()).subtotal_cents, 15_161)
  const { current_period_start_date: from, current_period_end_date: to, billing_anchor_day } = await now()
  assert.deepEqual([from, to, billing_anchor_day], ['2026-01-17', '2026-02-17', 17])
  const { rows } = await app.admin.query(
    `select from_date::text, to_date::text from app.subscription_periods where subscription_id = $1 order by 1`,
    [id],
  )
  assert.deepEqual(rows, [
    { from_date: '2026-01-01', to_date: '2026-01-17' },
    { from_date: '2026-01-17', to_date: '2026-02-17' },
  ])
})

test('a change of the interval begins a new period when it takes effect today', async () => {
  const { id, now } = await onPrice(starter)
  const { preview: shown } = (await change(id, { price_id: yearly, when: 'now' })).body
  assert.deepEqual([shown.kind, shown.when, shown.net_cents], ['upgrade', 'now_new_anchor', 200_000 - 4_839])
  assert.equal((await now()).current_period_end_date, '2027-01-17')
})

test('where charges wait for the next invoice, a change issues none and its proration stands on the renewal', async () => {
  const other = await app.signUp()
  const theirs = toolsOf(app, other)
  await other.patch('/billing-rules', { proration_charge: 'next_invoice' })
  const customer_id = await theirs.addCustomer()
  const price_id = await theirs.addPrice({ plan: 'Team', model: 'per_seat', unit_amount_cents: 3_100 })
  const { id } = (await theirs.subscribe({ customer_id, price_id, start_date: '2026-01-01' })).body
  const { body } = await theirs.change(id, { quantity: 2 })
  assert.deepEqual([body.invoice_id, body.preview.charge, body.preview.invoice], [null, 'next_invoice', null])
  const { data } = (await other.get(`/subscriptions/${id}/charges`)).body
  assert.deepEqual([data[0].kind, data[0].amount_cents], ['proration', 1_500])
  await theirs.change(id, { quantity: 1, when: 'period_end' })
  app.travelTo('2026-02-01T04:00:00Z')
  await other.post('/renewal-runs')
  await app.settle()
  app.travelTo('2026-01-17T04:00:00Z')
  const renewal = (await theirs.invoicesOf(customer_id)).at(-1)
  const { lines } = (await other.get(`/invoices/${renewal.id}`)).body
  assert.deepEqual(
    lines.map(({ amount_cents }: { amount_cents: number }) => amount_cents),
    [3_100, 1_500],
  )
})

test('a change within a trial takes effect at once and costs nothing', async () => {
  const { id, now, invoices } = await onPrice(starter, 1, { trial_end_date: '2026-01-31' })
  const { preview: shown } = (await change(id, { price_id: yearly })).body
  assert.deepEqual([shown.lines, shown.net_cents, shown.next_invoice.date], [[], 0, '2026-01-31'])
  assert.deepEqual([(await now()).price_id, (await now()).status, await invoices()], [yearly, 'trialing', []])
})

test('prices of another organisation, of add-ons and such as are not sold are refused', async () => {
  const { id } = await onPrice(starter)
  const foreign = await toolsOf(app, await app.signUp()).addPrice()
  assert.deepEqual(codes(await change(id, { price_id: foreign })), ['/price_id not_found'])
  assert.deepEqual(codes(await preview(id, { price_id: foreign })), ['/price_id not_found'])
  const add_on = await addPrice({ kind: 'add_on' })
  assert.deepEqual(codes(await change(id, { price_id: add_on })), ['/price_id wrong_kind'])
  const gone = await addPrice({ unit_amount_cents: 30_000 })
  await app.admin.query(`update app.prices set available_to_date = '2026-01-16' where id = $1`, [gone])
  assert.deepEqual(codes(await change(id, { price_id: gone })), ['/price_id not_sold'])
  assert.equal((await toolsOf(app, await app.signUp()).change(id, { quantity: 2 })).status, 404)
})

test('what has add-ons keeps its interval, what ends is resumed first, and what is cancelled stays so', async () => {
  const { id } = await onPrice(starter)
  await seller.post(`/subscriptions/${id}/add-ons`, { price_id: await addPrice({ kind: 'add_on' }) })
  assert.equal((await change(id, { price_id: yearly })).body.code, 'subscriptions.add_ons_differ')
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'period_end' })
  assert.equal((await change(id, { price_id: pro })).body.code, 'subscriptions.ending')
  await seller.post(`/subscriptions/${id}/cancel`, { when: 'now' })
  assert.equal((await change(id, { price_id: pro })).body.code, 'subscriptions.not_running')
  assert.equal((await preview(id, { price_id: pro })).status, 409)
})

test('of changes at the same moment each builds on the one before: nothing is charged twice', async () => {
  const { id, now, invoices } = await onPrice(team, 1)
  const answers = await Promise.all([3, 5, 2, 4].map((quantity) => change(id, { quantity })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  const { quantity, credit_cents } = await now()
  const [, ...charged] = await invoices()
  const paid = charged.reduce((sum: number, invoice: { subtotal_cents: number }) => sum + invoice.subtotal_cents, 0)
  assert.equal(paid - credit_cents, (quantity - 1) * 1_500)
})
