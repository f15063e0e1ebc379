// verbs: create-draft update-draft delete-draft preview-draft issue-draft
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, type Person, startApp } from '#test/support.ts'

const { signUp } = await startApp()
const line = { description: 'Consulting', quantity: '2', unit_price_cents: 10_050 }

async function start(): Promise<{ acme: Person; customer_id: string }> {
  const acme = await signUp()
  const { body } = await acme.post('/customers', { name: 'Kopi Kaki', address, payment_terms_days: 14 })
  return { acme, customer_id: body.id }
}

test('previews totals, due date and what is missing without saving anything', async () => {
  const { acme, customer_id } = await start()
  const { status, body } = await acme.post('/invoice-drafts/preview', {
    customer_id,
    lines: [line, { ...line, gst_code: 'ZR' }],
  })
  assert.equal(status, 200)
  assert.equal(body.total_amount_cents, 20_100 + 1_809 + 20_100)
  assert.equal(body.due_date, '2026-12-06')
  assert.deepEqual(body.missing, [])
  const empty = await acme.post('/invoice-drafts/preview', { lines: [] })
  assert.deepEqual(
    empty.body.missing.map(({ pointer }: { pointer: string }) => pointer),
    ['/customer_id', '/lines'],
  )
  assert.equal((await acme.get('/invoice-drafts')).body.data.length, 0)
})

test('keeps an unfinished draft, lists it, changes it, and deletes it', async () => {
  const { acme, customer_id } = await start()
  const made = await acme.post('/invoice-drafts', { customer_id, lines: [{ ...line, description: '' }] })
  assert.equal(made.status, 201)
  assert.equal(made.body.missing[0].pointer, '/lines/0/description')
  assert.deepEqual((await acme.get(`/invoice-drafts/${made.body.id}`)).body, made.body)

  const path = `/invoice-drafts/${made.body.id}`
  const changed = await acme.patch(path, { lines: [line], reference: 'PO 1' }, { version: 1 })
  assert.equal(changed.body.total_amount_cents, 21_909)
  assert.equal(changed.headers.etag, '"2"')
  assert.equal((await acme.patch(path, { reference: 'PO 2' }, { version: 1 })).status, 412)
  const [summary] = (await acme.get('/invoice-drafts')).body.data
  assert.equal(summary.total_amount_cents, 21_909)

  assert.equal((await acme.delete(path)).status, 204)
  assert.equal((await acme.get(path)).status, 404)
  assert.deepEqual(
    (await acme.events()).slice(-3).map(({ name }) => name),
    ['invoice_draft.created', 'invoice_draft.updated', 'invoice_draft.deleted'],
  )
})

test('of two who issue one draft at once, one gets the invoice and the other is told it is gone', async () => {
  const { acme, customer_id } = await start()
  const { body: draft } = await acme.post('/invoice-drafts', { customer_id, lines: [line] })
  const issue = () => acme.post(`/invoice-drafts/${draft.id}/issue`, {}, { key: randomUUID() })
  const answers = await Promise.all([issue(), issue(), issue()])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 404, 404])
  assert.equal((await acme.get('/invoices')).body.data.length, 1)
})

test('a draft that cannot be issued stays as it was', async () => {
  const { acme, customer_id } = await start()
  const { body: draft } = await acme.post('/invoice-drafts', { customer_id, lines: [] })
  const refused = await acme.post(`/invoice-drafts/${draft.id}/issue`, {}, { key: randomUUID() })
  assert.equal(refused.body.code, 'invoices.incomplete')
  assert.equal((await acme.get(`/invoice-drafts/${draft.id}`)).status, 200)
})

test('refuses a draft for a customer that is not there, with the field', async () => {
  const { acme } = await start()
  const { status, body } = await acme.post('/invoice-drafts', { customer_id: randomUUID(), lines: [] })
  assert.equal(status, 422)
  assert.equal(body.errors[0].pointer, '/customer_id')
})

test('refuses fractional cents, negative prices, seven decimals and five hundred and one lines', async () => {
  const { acme, customer_id } = await start()
  const attempt = async (change: object) =>
    (await acme.post('/invoice-drafts', { customer_id, lines: [{ ...line, ...change }] })).body.errors?.[0]?.pointer
  assert.equal(await attempt({ unit_price_cents: 1.5 }), '/lines/0/unit_price_cents')
  assert.equal(await attempt({ unit_price_cents: -1 }), '/lines/0/unit_price_cents')
  assert.equal(await attempt({ quantity: '1.0000001' }), '/lines/0/quantity')
  assert.equal(await attempt({ quantity: 2 }), '/lines/0/quantity')
  assert.equal(await attempt({ quantity: '-1' }), '/lines/0/quantity')
  assert.equal(await attempt({ gst_code: 'TX' }), '/lines/0/gst_code')
  const many = await acme.post('/invoice-drafts', { customer_id, lines: Array.from({ length: 501 }, () => line) })
  assert.equal(many.status, 422)
})
