// verbs: issue-invoice compute-lines
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { read } from '#platform/database.ts'
import { address, type Person, startApp } from '#test/support.ts'
import { getPrintedInvoice } from './queries.ts'

const app = await startApp()
const { signUp } = app
const consulting = { description: 'Consulting', quantity: '1.5', unit: 'day', unit_price_cents: 120_000 }

async function withCustomer(person: Person, changes: object = {}): Promise<string> {
  const { status, body } = await person.post('/customers', { name: 'Kopi Kaki Pte. Ltd.', address, ...changes })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}
const issue = (person: Person, body: object) => person.post('/invoices', body, { key: randomUUID() })

test('issues a tax invoice with GST per rate group, the next number, and frozen parties', async () => {
  const acme = await signUp()
  const customer_id = await withCustomer(acme)
  const { status, body } = await issue(acme, {
    customer_id,
    reference: 'PO 77',
    lines: [
      consulting,
      { description: 'Hosting, overseas', quantity: '3', unit_price_cents: 3_333, gst_code: 'ZR' },
      { description: 'Travel', quantity: '0.333333', unit_price_cents: 10_000, discount_cents: 33 },
    ],
  })

  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.number, 'INV-2026-00001')
  assert.equal(body.kind, 'tax_invoice')
  assert.equal(body.status, 'open')
  assert.equal(body.issue_date, '2026-11-22')
  assert.equal(body.due_date, '2026-12-22')
  assert.deepEqual(
    body.lines.map((line: { amount_cents: number }) => line.amount_cents),
    [180_000, 9_999, 3_300],
  )
  assert.deepEqual(body.gst_breakdown, [
    { gst_code: 'SR', gst_rate_bp: 900, taxable_cents: 183_300, gst_cents: 16_497 },
    { gst_code: 'ZR', gst_rate_bp: 0, taxable_cents: 9_999, gst_cents: 0 },
  ])
  assert.equal(body.subtotal_cents, 193_299)
  assert.equal(body.total_amount_cents, 209_796)
  assert.equal(body.amount_due_cents, 209_796)
  assert.deepEqual((await acme.get(`/invoices/${body.id}`)).body, body)
  assert.deepEqual((await acme.events()).at(-1), { name: 'invoice.issued', data: body })

  await acme.patch(`/customers/${customer_id}`, { name: 'Renamed Pte. Ltd.' }, { version: 1 })
  assert.equal((await acme.get(`/invoices/${body.id}`)).body.buyer.name, 'Kopi Kaki Pte. Ltd.')
})

test('shows no GST in any form for a seller who is not registered', async () => {
  const tuition = await signUp('owner', undefined, {
    is_gst_registered: false,
    gst_reg_no: null,
    gst_registered_from: null,
  })
  const customer_id = await withCustomer(tuition)
  const { body } = await issue(tuition, { customer_id, lines: [consulting] })
  const refused = await issue(tuition, { customer_id, lines: [{ ...consulting, gst_code: 'SR' }] })

  assert.equal(body.kind, 'invoice')
  assert.equal(body.gst_amount_cents, 0)
  assert.equal(body.lines[0].gst_code, 'NG')
  assert.equal(body.seller.gst_reg_no, null)
  assert.equal(refused.status, 422)
  assert.deepEqual(refused.body.errors, [
    {
      pointer: '/lines/0/gst_code',
      code: 'not_registered',
      detail: 'Only a GST-registered seller may charge GST or name a GST code.',
    },
  ])
})

test('counts registration from its effective day', async () => {
  const soon = await signUp('owner', undefined, { gst_registered_from: '2026-11-23' })
  const customer_id = await withCustomer(soon)
  assert.equal((await issue(soon, { customer_id, lines: [consulting] })).body.kind, 'invoice')
})

test('refuses to issue with the list of everything that is missing, and gives no number away', async () => {
  const acme = await signUp()
  const nameless = await withCustomer(acme, { address: null })
  const { status, body } = await issue(acme, {
    customer_id: nameless,
    due_date: '2026-11-21',
    lines: [
      { description: ' ', quantity: '0', unit_price_cents: 100 },
      { description: 'Too generous', quantity: '1', unit_price_cents: 100, discount_cents: 101 },
      { description: 'Phones', quantity: '1', unit_price_cents: 2_000_000, gst_code: 'SRCA-S' },
    ],
  })

  assert.equal(status, 422)
  assert.equal(body.code, 'invoices.incomplete')
  assert.deepEqual(
    body.errors.map(({ pointer }: { pointer: string }) => pointer),
    [
      '/customer_id',
      '/lines/0/description',
      '/lines/0/quantity',
      '/lines/1/discount_cents',
      '/lines/2/gst_code',
      '/due_date',
    ],
  )
  const customer_id = await withCustomer(acme, { name: 'Complete' })
  assert.equal((await issue(acme, { customer_id, lines: [consulting] })).body.number, 'INV-2026-00001')
})

test('says on paper what GST the customer accounts for, at the standard rate of the tax point', async () => {
  const owed = async (day: string) => {
    app.travelTo(`${day}T04:00:00Z`)
    const acme = await signUp()
    const customer_id = await withCustomer(acme, { uen: '201999902Z', gst_reg_no: '201999902Z' })
    const phones = { description: 'Phones', quantity: '20', unit_price_cents: 80_005, gst_code: 'SRCA-S' }
    const { body } = await issue(acme, { customer_id, lines: [phones, consulting] })
    assert.deepEqual([body.subtotal_cents, body.gst_amount_cents], [1_780_100, day < '2024' ? 14_400 : 16_200])
    const { organization_id } = acme
    const now = app.parts.clock()
    const printed = await read(app.parts.pool, organization_id, (db) =>
      getPrintedInvoice({ db, organization_id, now } as Context, body.id),
    )
    return printed.customer_accounting
  }
  assert.deepEqual(await owed('2023-12-31'), { gst_rate_bp: 800, taxable_cents: 1_600_100, gst_cents: 128_008 })
  assert.deepEqual(await owed('2026-11-22'), { gst_rate_bp: 900, taxable_cents: 1_600_100, gst_cents: 144_009 })
})

test('wants an Idempotency-Key, and issues once for fifty requests that share one', async () => {
  const acme = await signUp()
  const body = { customer_id: await withCustomer(acme), lines: [consulting] }
  assert.equal((await acme.post('/invoices', body)).body.code, 'request.idempotency_key_required')

  const answers = await Promise.all(Array.from({ length: 50 }, () => acme.post('/invoices', body, { key: 'same' })))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  assert.equal((await acme.get('/invoices/totals')).body.count, 1)
})

test('numbers run without a gap when many issue at once, also when some are refused', async () => {
  const acme = await signUp()
  const customer_id = await withCustomer(acme)
  const bad = { customer_id, lines: [] }
  const good = { customer_id, lines: [consulting] }
  await Promise.all(Array.from({ length: 60 }, (_, i) => issue(acme, i % 3 === 0 ? bad : good)))
  const { body } = await acme.get('/invoices?limit=100')
  const numbers = body.data.map(({ number }: { number: string }) => number).sort()
  assert.deepEqual(
    numbers,
    Array.from({ length: 40 }, (_, i) => `INV-2026-${String(i + 1).padStart(5, '0')}`),
  )
})

test('cannot issue to a customer of another organisation', async () => {
  const [acme, beta] = [await signUp(), await signUp()]
  const customer_id = await withCustomer(beta)
  const { status, body } = await issue(acme, { customer_id, lines: [consulting] })
  assert.equal(status, 422)
  assert.equal(body.errors[0].pointer, '/customer_id')
})

test('cannot be changed or deleted by the service, whatever its code does', async () => {
  const acme = await signUp()
  const { body } = await issue(acme, { customer_id: await withCustomer(acme), lines: [consulting] })
  const { parts } = app
  for (const statement of [
    `update invoices set subtotal_cents = 1 where organization_id = '${acme.organization_id}'`,
    `delete from invoices where organization_id = '${acme.organization_id}'`,
    `update invoice_lines set description = 'x' where organization_id = '${acme.organization_id}'`,
    `delete from events where organization_id = '${acme.organization_id}'`,
  ])
    await assert.rejects(parts.pool.query(statement), { code: '42501' }, statement)
  assert.equal((await acme.get(`/invoices/${body.id}`)).body.subtotal_cents, 180_000)
})

test('an amount beyond what can be stored is refused, not rounded', async () => {
  const acme = await signUp()
  const customer_id = await withCustomer(acme)
  const line = { description: 'Everything', quantity: '999999999', unit_price_cents: 10_000_000_000_000 }
  const { status, body } = await issue(acme, { customer_id, lines: [line] })
  assert.equal(status, 422)
  assert.equal(body.code, 'request.number_too_large')
})
