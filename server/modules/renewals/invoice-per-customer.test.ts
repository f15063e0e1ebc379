// verbs: take-due
import type { InTransaction } from '#platform/context.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'
import { continueRun } from './continue-run.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
const { organization_id } = seller
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const transact: InTransaction = (work) => app.asSystem(organization_id, work)
const start = async (body: object = {}): Promise<string> => (await seller.post('/renewal-runs', body)).body.id
const run = async (body: object = {}) => {
  const id = await start(body)
  await app.settle()
  return (await seller.get(`/renewal-runs/${id}`)).body
}
const group = (invoice_grouping: string) => seller.patch('/billing-rules', { invoice_grouping, unpaid_after_days: 365 })
const newest = async (customer_id: string): Promise<Invoice> => {
  const { id } = (await invoicesOf(customer_id)).at(-1)
  return (await seller.get(`/invoices/${id}`)).body
}
const trial = { trial_end_date: '2026-02-01' }

test('what is due for a customer in a run stands on one tax invoice, in the order of their subscriptions', async () => {
  await group('per_customer')
  const customer_id = await addCustomer()
  const plans = ['Alpha', 'Beta', 'Gamma']
  const ids: string[] = []
  for (const [i, plan] of plans.entries()) {
    const price_id = await addPrice({ plan, unit_amount_cents: 1_111 })
    const add_ons =
      i === 1 ? [{ price_id: await addPrice({ kind: 'add_on', plan: 'Extra', unit_amount_cents: 5 }) }] : []
    // The last one was made last and is due first.
    const trial_end_date = i === 2 ? '2026-01-20' : '2026-02-01'
    ids.push((await subscribe({ customer_id, price_id, add_ons, trial_end_date })).body.id)
  }
  const alone = await addCustomer()
  const { id: single } = (await subscribe({ customer_id: alone, price_id: await addPrice(), ...trial })).body
  noon('2026-02-02')
  const { renewed_count, issued_count, amount_cents } = await run()
  // 3,338 at 9 % is 300.42; the ones would be 100, 100 and 100.
  assert.deepEqual([renewed_count, issued_count, amount_cents], [4, 2, 3_338 + 300 + 10_900])

  const invoice = await newest(customer_id)
  assert.deepEqual(
    invoice.lines.map(({ position, description }) => [position, description.split(',')[0]]),
    [
      [1, 'Alpha'],
      [2, 'Beta'],
      [3, 'Extra'],
      [4, 'Gamma'],
    ],
  )
  assert.deepEqual([invoice.gst_breakdown.length, invoice.gst_amount_cents], [1, 300])
  assert.deepEqual([invoice.subscription_id, invoice.subscription_ids], [null, ids])
  const shared = await newest(alone)
  assert.deepEqual([shared.subscription_id, shared.subscription_ids], [single, [single]])

  const { body: told } = await seller.get(`/events?subject_id=${invoice.id}`)
  assert.deepEqual(
    told.data.map(({ name, data }: { name: string; data: Invoice }) => [name, data]),
    [['invoice.issued', invoice]],
    'one event, with the invoice as the API shows it',
  )
  for (const [i, id] of ids.entries()) {
    const { body } = await seller.get(`/subscriptions/${id}/periods`)
    assert.deepEqual(
      body.data.map(({ amount_cents, invoice_id }: { amount_cents: number; invoice_id: string }) => [
        amount_cents,
        invoice_id,
      ]),
      [[[1_111, 1_116, 1_111][i], invoice.id]],
    )
    const { body: billed } = await seller.get(`/invoices?subscription_id=${id}`)
    assert.deepEqual(
      billed.data.map((each: Invoice) => each.id),
      [invoice.id],
    )
  }
})

test('each subscription keeps its own coupon and credit, and one with nothing to pay is on no invoice', async () => {
  const customer_id = await addCustomer()
  for (const [code, percent_off_bp] of [
    ['HALF', 5_000],
    ['WHOLE', 10_000],
  ])
    await seller.post('/coupons', { code, name: 'Offer', percent_off_bp, duration: 'forever' })
  const price_id = await addPrice({ plan: 'Team', unit_amount_cents: 3_000 })
  const terms = { customer_id, price_id, trial_end_date: '2026-02-03' }
  const half = (await subscribe({ ...terms, coupon_code: 'HALF' })).body.id
  const free = (await subscribe({ ...terms, coupon_code: 'WHOLE' })).body.id
  const rich = (await subscribe(terms)).body.id
  await app.admin.query('update app.subscriptions set credit_cents = 5000 where id = $1', [rich])
  noon('2026-02-03')
  await run()
  const invoice = await newest(customer_id)
  assert.deepEqual(
    invoice.lines.map(({ amount_cents }) => amount_cents),
    [1_500, 0],
  )
  assert.deepEqual(invoice.subscription_ids, [half, rich])
  assert.equal((await seller.get(`/subscriptions/${rich}`)).body.credit_cents, 2_000)
  const { body } = await seller.get(`/subscriptions/${free}/periods`)
  assert.deepEqual(
    body.data.map((period: { invoice_id: string | null }) => period.invoice_id),
    [null],
  )
})

test('an overdue invoice of several makes all of them past due, and its payment puts them right', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice()
  const ids: string[] = []
  for (let i = 0; i < 2; i++)
    ids.push((await subscribe({ customer_id, price_id, trial_end_date: '2026-02-05' })).body.id)
  noon('2026-02-05')
  await run()
  const { id: invoice_id, total_amount_cents } = await newest(customer_id)
  const statuses = async () =>
    Promise.all(ids.map(async (id) => (await seller.get(`/subscriptions/${id}`)).body.status))
  assert.deepEqual(await statuses(), ['active', 'active'])
  noon('2026-02-21')
  await run()
  assert.deepEqual(await statuses(), ['past_due', 'past_due'])
  const paid = await seller.post(
    '/payments',
    { invoice_id, payment_date: '2026-02-21', amount_cents: total_amount_cents, method: 'bank_transfer' },
    { key: crypto.randomUUID() },
  )
  assert.equal(paid.status, 201, paid.text)
  await app.settle()
  assert.deepEqual(await statuses(), ['active', 'active'])
})

test('a new subscription is invoiced at once by itself, and its preview says the same', async () => {
  const customer_id = await addCustomer()
  const terms = { customer_id, price_id: await addPrice() }
  const first = (await subscribe(terms)).body.id
  const { body: preview } = await seller.post('/subscriptions/preview', terms)
  const second = (await subscribe(terms)).body.id
  const invoices = await invoicesOf(customer_id)
  assert.equal(invoices.length, 2)
  assert.equal(preview.invoice.total_amount_cents, invoices[1].total_amount_cents)
  assert.deepEqual((await newest(customer_id)).subscription_ids, [second])
  assert.notEqual(first, second)
})

test('no batch splits a customer and three workers share none, however small the batches', async () => {
  const price_id = await addPrice()
  const sizes = [1, 5, 2, 9, 3, 1, 4, 2]
  const customers: string[] = []
  for (const [i, size] of sizes.entries()) {
    const customer_id = await addCustomer()
    customers.push(customer_id)
    for (let n = 0; n < size; n++) {
      const trial_end_date = `2026-03-${String(1 + ((7 * i + 3 * n) % 20)).padStart(2, '0')}`
      await subscribe({ customer_id, price_id, trial_end_date })
    }
  }
  // Two periods of each are due, and of what the tests before made.
  noon('2026-04-25')
  const dry = await run({ is_dry_run: true })
  const id = await start()
  await Promise.all([1, 2, 3].map(() => continueRun(transact, id, 4)))
  await app.settle()
  const { rows: split } = await app.admin.query(
    `select s.customer_id, date_trunc('month', p.from_date) as month, count(distinct p.invoice_id)::int as invoices
     from app.subscription_periods p join app.subscriptions s on s.id = p.subscription_id
     where p.run_id = $1 and s.customer_id = any($2::uuid[]) group by 1, 2`,
    [id, customers],
  )
  assert.equal(split.length, 2 * sizes.length)
  assert.deepEqual(
    split.filter(({ invoices }) => invoices !== 1),
    [],
  )
  const { body } = await seller.get(`/renewal-runs/${id}`)
  assert.equal(body.status, 'completed')
  assert.ok(dry.renewed_count >= 27 && dry.issued_count < body.issued_count)
  const { rows } = await app.admin.query<{ n: number }>(
    `select split_part(number, '-', 3)::int as n from app.invoices where organization_id = $1 order by 1`,
    [organization_id],
  )
  assert.deepEqual(
    rows.map(({ n }) => n),
    rows.map((_, i) => i + 1),
    'numbers run without a gap',
  )
})
