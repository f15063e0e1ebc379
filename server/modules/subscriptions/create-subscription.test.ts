import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSeller } from './subscription-fixture.ts'

const { seller, app, addPrice, addCustomer, subscribe, invoicesOf } = await startSeller('2026-01-31T04:00:00Z')

test('a subscription without a trial is invoiced at once, for the period that its anchor begins', async () => {
  const customer_id = await addCustomer()
  const price_id = await addPrice({ plan: 'Team', model: 'per_seat', unit_amount_cents: 2_000 })
  const { status, body, text } = await subscribe({ customer_id, price_id, quantity: 3 })
  assert.equal(status, 201, text)
  assert.deepEqual(
    {
      status: body.status,
      start: body.start_date,
      from: body.current_period_start_date,
      to: body.current_period_end_date,
      next: body.next_invoice_date,
      anchor: body.billing_anchor_day,
      amount: body.amount_cents,
    },
    {
      status: 'active',
      start: '2026-01-31',
      from: '2026-01-31',
      to: '2026-02-28',
      next: '2026-02-28',
      anchor: 31,
      amount: 6_000,
    },
  )
  const [{ id, number, total_amount_cents }] = await invoicesOf(customer_id)
  assert.deepEqual([number, total_amount_cents], ['INV-2026-00001', 6_540])
  const { body: invoice } = await seller.get(`/invoices/${id}`)
  assert.equal(invoice.subscription_id, body.id)
  assert.deepEqual(invoice.lines, [
    {
      position: 1,
      description: 'Team, monthly, 31 Jan 2026 to 27 Feb 2026',
      quantity: '3',
      unit: 'seat',
      unit_price_cents: 2_000,
      discount_cents: 0,
      gst_code: 'SR',
      gst_rate_bp: 900,
      amount_cents: 6_000,
      service_from_date: '2026-01-31',
      service_to_date: '2026-02-28',
    },
  ])
  const issued = (await seller.events()).find(({ name }) => name === 'invoice.issued')
  assert.deepEqual(issued!.data, invoice, 'the event holds the invoice as the API shows it')
})

test('a trial costs nothing and is invoiced when it ends', async () => {
  const customer_id = await addCustomer()
  const { body } = await subscribe({ customer_id, price_id: await addPrice({ trial_days: 14 }) })
  assert.deepEqual(
    [body.status, body.trial_end_date, body.next_invoice_date, body.current_period_end_date],
    ['trialing', '2026-02-14', '2026-02-14', '2026-02-14'],
  )
  assert.deepEqual(await invoicesOf(customer_id), [])
})

test('a seller who is not registered charges no GST', async () => {
  const other = await app.signUp('owner', undefined, {
    is_gst_registered: false,
    gst_reg_no: undefined,
    gst_registered_from: undefined,
  })
  const { toolsOf } = await import('./subscription-fixture.ts')
  const tools = toolsOf(app, other)
  const customer_id = await tools.addCustomer()
  assert.equal((await tools.subscribe({ customer_id, price_id: await tools.addPrice() })).status, 201)
  const [{ kind, total_amount_cents }] = await tools.invoicesOf(customer_id)
  assert.deepEqual([kind, total_amount_cents], ['invoice', 10_000])
})

test('what is wrong is said all at once, each on its field', async () => {
  const add_on = await addPrice({ kind: 'add_on' })
  const { status, body } = await subscribe({
    customer_id: await addCustomer(),
    price_id: add_on,
    start_date: '2024-01-01',
    trial_end_date: '2023-01-01',
    add_ons: [{ price_id: await addPrice() }],
  })
  assert.equal(status, 422)
  assert.deepEqual(
    body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/price_id', 'wrong_kind'],
      ['/add_ons/0/price_id', 'wrong_kind'],
      ['/start_date', 'too_early'],
      ['/trial_end_date', 'too_early'],
    ],
  )
})
