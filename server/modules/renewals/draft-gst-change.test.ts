// verbs: keep-service-days
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Draft, Invoice } from '#modules/invoices/schemas.ts'
import { startSeller } from '#modules/subscriptions/subscription-fixture.ts'

const { app, seller, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller()
await seller.patch('/billing-rules', { draft_days: 10, unpaid_after_days: 365 })
await app.admin.query(`insert into app.gst_rates (gst_code, from_date, gst_rate_bp) values ('SR', '2026-07-01', 1000)`)
const noon = (day: string) => app.travelTo(`${day}T04:00:00Z`)
const run = async () => {
  await seller.post('/renewal-runs', {})
  await app.settle()
}
const issueDue = async () => {
  await app.admin.query(`select graphile_worker.add_job('issue_due_drafts')`)
  await app.settle()
}
const drafted = async (customer_id: string): Promise<Draft> => {
  const { data } = (await seller.get(`/invoice-drafts?customer_id=${customer_id}`)).body
  return (await seller.get(`/invoice-drafts/${data[0].id}`)).body
}
const issued = async (customer_id: string): Promise<Invoice> => {
  const [{ id }] = await invoicesOf(customer_id)
  return (await seller.get(`/invoices/${id}`)).body
}
const shown = ({ lines }: Pick<Invoice | Draft, 'lines'>) =>
  lines.map(({ description, amount_cents, gst_rate_bp }) => [
    /\((.*)\)$/.exec(description)?.[1],
    amount_cents,
    gst_rate_bp,
  ])

test('a draft that lies across a change of the GST rate is cut at the day, as a bill made after it would be', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ plan: 'Team', unit_amount_cents: 9_000 })
  await subscribe({ customer_id, price_id, trial_end_date: '2026-06-25' })
  noon('2026-06-25')
  await run()
  assert.deepEqual(shown(await drafted(customer_id)), [[undefined, 9_000, 900]])

  noon('2026-07-05')
  // 6 of 30 days were in June.
  const cut = [
    ['25 Jun 2026 to 30 Jun 2026, GST 9 %', 1_800, 900],
    ['1 Jul 2026 to 24 Jul 2026, GST 10 %', 7_200, 1_000],
  ]
  assert.deepEqual(shown(await drafted(customer_id)), cut)
  await issueDue()
  const invoice = await issued(customer_id)
  assert.deepEqual(shown(invoice), cut)
  assert.deepEqual([invoice.gst_amount_cents, invoice.tax_point_date], [162 + 720, '2026-07-05'])
  assert.deepEqual(
    invoice.lines.map((line) => [line.quantity, line.service_from_date, line.service_to_date]),
    [
      ['1', '2026-06-25', '2026-07-01'],
      ['1', '2026-07-01', '2026-07-25'],
    ],
  )
})

test('what a late run cut already keeps its rates when it is issued, also where the bookkeeper edited it', async () => {
  const customers = [await addCustomer(), await addCustomer()] as const
  noon('2026-06-25')
  const price_id = await addPrice({ plan: 'Late', unit_amount_cents: 9_000 })
  for (const customer_id of customers) await subscribe({ customer_id, price_id, trial_end_date: '2026-06-28' })
  noon('2026-07-02')
  await run()
  const [plain, edited] = [await drafted(customers[0]), await drafted(customers[1])]
  const cut = [
    ['28 Jun 2026 to 30 Jun 2026, GST 9 %', 900, 900],
    ['1 Jul 2026 to 27 Jul 2026, GST 10 %', 8_100, 1_000],
  ]
  for (const draft of [plain, edited]) assert.deepEqual(shown(draft), cut)
  const lines = edited.lines.map(({ gst_rate_bp: _rate, amount_cents: _amount, ...line }) => ({
    ...line,
    discount_cents: 100,
  }))
  const preview = await seller.post('/invoice-drafts/preview', {
    customer_id: customers[1],
    lines,
    draft_id: edited.id,
  })
  assert.deepEqual(
    shown(preview.body),
    cut.map(([days, cents, rate]) => [days, Number(cents) - 100, rate]),
    'and shows them while it is edited',
  )
  const { status, text } = await seller.patch(`/invoice-drafts/${edited.id}`, { lines }, { version: edited.version })
  assert.equal(status, 200, text)

  noon('2026-07-12')
  await issueDue()
  assert.deepEqual(shown(await issued(customers[0])), cut)
  assert.deepEqual(
    shown(await issued(customers[1])),
    cut.map(([days, cents, rate]) => [days, Number(cents) - 100, rate]),
  )
})
