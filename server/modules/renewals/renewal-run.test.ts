// verbs: start-run
import type { InTransaction } from '#platform/context.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'
import { continueRun } from './continue-run.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const start = async (body: object = {}) => (await seller.post('/renewal-runs', body)).body
const transact: InTransaction = (work) => app.asSystem(seller.organization_id, work)

test('a run bills whatever is due, one invoice for each period, and a second finds nothing', async () => {
  const price_id = await addPrice()
  const customers = await Promise.all(Array.from({ length: 7 }, () => addCustomer()))
  for (const customer_id of customers) await subscribe({ customer_id, price_id })
  noon('2026-02-01')
  const { id, due_count } = await start()
  assert.equal(due_count, 7)
  await app.settle()
  const { body } = await seller.get(`/renewal-runs/${id}`)
  assert.deepEqual(
    [body.status, body.renewed_count, body.issued_count, body.amount_cents],
    ['completed', 7, 7, 7 * 10_900],
  )
  const again = await start()
  await app.settle()
  assert.equal((await seller.get(`/renewal-runs/${again.id}`)).body.issued_count, 0)
})

test('months that were missed are billed one by one, oldest first', async () => {
  await seller.patch('/billing-rules', { unpaid_after_days: 365 })
  const customer_id = await addCustomer()
  await subscribe({ customer_id, price_id: await addPrice() })
  noon('2026-05-15')
  await start()
  await app.settle()
  const invoices = await invoicesOf(customer_id)
  assert.equal(invoices.length, 4, 'February, March, April and May 1')
  const { body } = await seller.get(`/invoices/${invoices[1].id}`)
  assert.equal(body.lines[0].service_from_date, '2026-03-01')
})

test('two workers on one run bill each period once', async () => {
  const price_id = await addPrice()
  const customer_ids = await Promise.all(Array.from({ length: 30 }, () => addCustomer()))
  for (const customer_id of customer_ids) await subscribe({ customer_id, price_id })
  noon('2026-07-20')
  const { id } = await start()
  await Promise.all([1, 2, 3].map(() => continueRun(transact, id, 4)))
  // The worker has that run as a job too; it must be done with it before time goes on.
  await app.settle()
  const { body } = await seller.get(`/renewal-runs/${id}`)
  assert.equal(body.status, 'completed')
  const { rows } = await app.admin.query(
    `select count(*)::int as periods, count(distinct (subscription_id, from_date))::int as distinct_periods,
       count(distinct invoice_id)::int as invoices
     from app.subscription_periods where run_id = $1`,
    [id],
  )
  assert.equal(rows[0].periods, rows[0].distinct_periods)
  assert.equal(rows[0].invoices, body.issued_count)
  const { rows: numbers } = await app.admin.query<{ n: number }>(
    `select split_part(number, '-', 3)::int as n from app.invoices where organization_id = $1 order by 1`,
    [seller.organization_id],
  )
  assert.deepEqual(
    numbers.map(({ n }) => n),
    numbers.map((_, i) => i + 1),
    'numbers run without a gap',
  )
})

test('a dry run says what would come and changes nothing', async () => {
  const customer_id = await addCustomer()
  await subscribe({ customer_id, price_id: await addPrice({ plan: 'Solo' }) })
  noon('2026-08-20')
  const before = await invoicesOf(customer_id)
  const { id } = await start({ is_dry_run: true })
  await app.settle()
  const { body } = await seller.get(`/renewal-runs/${id}`)
  assert.equal(body.status, 'completed')
  assert.ok(body.issued_count > 0)
  assert.equal(body.amount_cents, body.issued_count * 10_900)
  assert.deepEqual(await invoicesOf(customer_id), before)
})

test('who cannot be invoiced is skipped with the reason, and stays due', async () => {
  const customer_id = await addCustomer()
  const { body: subscription } = await subscribe({ customer_id, price_id: await addPrice() })
  await seller.post(`/customers/${customer_id}/archive`)
  noon('2026-09-25')
  const { id } = await start()
  await app.settle()
  const { body } = await seller.get(`/renewal-runs/${id}/skips`)
  assert.deepEqual(
    body.data.map(({ subscription_id, reason }: { subscription_id: string; reason: string }) => [
      subscription_id,
      reason,
    ]),
    [[subscription.id, 'customer_archived']],
  )
  assert.equal((await seller.get(`/renewal-runs/${id}`)).body.skipped_count, 1)
  assert.equal((await seller.get(`/subscriptions/${subscription.id}`)).body.next_invoice_date, '2026-09-20')
})

test('a second run is refused while one is under way', async () => {
  noon('2026-10-02')
  const first = await seller.post('/renewal-runs')
  const second = await seller.post('/renewal-runs')
  assert.deepEqual([first.status, second.status, second.body.code], [201, 409, 'renewals.already_running'])
  await app.settle()
})

test('a dry run foresees who is unpaid by the time a run begins, and comes to the same', async () => {
  noon('2026-11-01')
  const rules = (await seller.get('/billing-rules')).body
  await seller.patch('/billing-rules', { unpaid_after_days: 1 })
  const price_id = await addPrice()
  for (const payment_terms_days of [0, 3, 90])
    await subscribe({ customer_id: await addCustomer({ payment_terms_days }), price_id })
  noon('2026-12-01')
  const results = []
  for (const is_dry_run of [true, false]) {
    const { id } = await start({ is_dry_run })
    await app.settle()
    const { due_count, renewed_count, issued_count, skipped_count, amount_cents } = (
      await seller.get(`/renewal-runs/${id}`)
    ).body
    results.push({ due_count, renewed_count, issued_count, skipped_count, amount_cents })
  }
  const [foreseen, done] = results
  assert.deepEqual(foreseen, done)
  assert.deepEqual([done!.issued_count, done!.renewed_count], [1, 1], 'only who has ninety days')
  await seller.patch('/billing-rules', { unpaid_after_days: rules.unpaid_after_days })
})
