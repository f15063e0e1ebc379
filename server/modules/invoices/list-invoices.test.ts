import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const acme = await app.signUp()
const customers: string[] = []
for (const name of ['Kopi Kaki', 'Teh Tarik House'])
  customers.push((await acme.post('/customers', { name, address, payment_terms_days: 10 })).body.id)
for (let i = 0; i < 30; i++) {
  app.travelTo(`2026-${i < 15 ? '10' : '11'}-${String((i % 15) + 1).padStart(2, '0')}T04:00:00Z`)
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: ((i * 7) % 30) * 1_000 + 1_000 }]
  await acme.post('/invoices', { customer_id: customers[i % 2], reference: `PO-${i}`, lines }, { key: randomUUID() })
}
app.travelTo('2026-11-22T04:00:00Z')

async function walk(query: string): Promise<{ number: string; [field: string]: unknown }[]> {
  const rows = []
  for (let cursor = ''; ;) {
    const { status, body, text } = await acme.get(`/invoices?limit=7&${query}${cursor && `&cursor=${cursor}`}`)
    assert.equal(status, 200, text)
    rows.push(...body.data)
    if (!body.next_cursor) return rows
    cursor = body.next_cursor
  }
}

test('pages through all invoices once, in every order', async () => {
  for (const sort of [
    '-issue_date',
    'issue_date',
    '-due_date',
    'due_date',
    '-total_amount_cents',
    'total_amount_cents',
  ]) {
    const rows = await walk(`sort=${sort}`)
    assert.equal(new Set(rows.map(({ number }) => number)).size, 30, sort)
    const field = sort.replace('-', '')
    const values = rows.map((row) => row[field] as string | number)
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (sort.startsWith('-') ? -1 : 1))
    assert.deepEqual(values, sorted, sort)
  }
})

test('filters by status, customer, days and any part of number, customer or reference', async () => {
  assert.equal((await walk(`customer_id=${customers[0]}`)).length, 15)
  assert.equal((await walk('from=2026-11-01')).length, 15)
  assert.equal((await walk('to=2026-10-01')).length, 1)
  assert.equal((await walk('due_from=2026-11-11&due_to=2026-11-12')).length, 2)
  assert.equal((await walk('q=tarik')).length, 15)
  assert.equal((await walk('q=po-29')).length, 1)
  assert.equal((await walk('q=2026-00007')).length, 1)
  assert.equal((await walk('q=%25')).length, 0)
  assert.equal((await walk('status=overdue')).length, 26)
  assert.equal((await walk('status=paid')).length, 0)
  assert.equal((await acme.get('/invoices/totals?status=overdue')).body.count, 26)
})

test('finds what reached nobody: not mailed, not marked as sent, or the mail came back', async () => {
  const seller = await app.signUp()
  const email = 'ap@kaki.example'
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address, email })
  const numbers: string[] = []
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 1_000 }]
    const { body } = await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
    numbers.push(body.number)
    ids.push(body.id)
  }
  const [mailed, marked, back, voided, untouched] = ids
  for (const id of [mailed, back]) await seller.post(`/invoices/${id}/send`, {}, { key: randomUUID() })
  await seller.post(`/invoices/${marked}/mark-sent`)
  await seller.post(`/invoices/${voided}/void`, { reason: 'A mistake' })
  await app.settle()
  await app.admin.query(`update app.customer_mails set bounced_at = now() where source_id = $1`, [back])
  const found = async (query: string) =>
    (await seller.get(`/invoices?sort=issue_date&${query}`)).body.data.map(({ id }: { id: string }) => id)
  assert.deepEqual(await found('sent=no'), [back, untouched])
  assert.deepEqual(await found('sent=yes'), [mailed, marked])
  assert.equal((await seller.get('/invoices/totals?sent=no')).body.count, 2)
  assert.deepEqual(await found(`sent=no&q=${numbers[4]}`), [untouched])
  const preview = { action: 'send', filter: { sent: 'no' } }
  assert.equal((await seller.post('/invoice-batches/preview', preview)).body.item_count, 2)
})

test('refuses a tampered cursor, a cursor of another order, and an unknown filter', async () => {
  const { body } = await acme.get('/invoices?limit=5')
  const cursor: string = body.next_cursor
  const codeOf = async (query: string) => (await acme.get(`/invoices?${query}`)).body.code
  assert.equal(await codeOf(`cursor=${cursor.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`), 'request.invalid_cursor')
  assert.equal(await codeOf(`cursor=${cursor}&sort=due_date`), 'request.invalid_cursor')
  assert.equal(await codeOf('colour=red'), 'request.invalid_query')
  assert.equal(await codeOf('limit=101'), 'request.invalid_query')
  assert.equal(await codeOf('status=open&status=paid'), 'request.invalid_query')
  assert.equal((await acme.get('/invoices?from=2026-13-01')).body.errors[0].pointer, '?from')
})

test('serves the PDF of an invoice, the same bytes each time, to be shown in a frame or saved', async () => {
  const [invoice] = (await acme.get('/invoices?limit=1')).body.data
  const path = `/invoices/${invoice.id}/pdf`
  const shown = await acme.get(path)
  const saved = await acme.get(`${path}?download=1&organization_id=${acme.organization_id}`, {
    headers: { 'x-organization-id': '' },
  })
  assert.equal(shown.status, 200)
  assert.match(shown.text, /^%PDF-1\.7/)
  assert.equal(saved.text, shown.text)
  assert.match(shown.headers['content-disposition']!, /^inline/)
  assert.match(saved.headers['content-disposition']!, /^attachment; filename="INV-2026-00030\.pdf"/)
  assert.match(shown.headers['content-security-policy']!, /frame-ancestors 'self'/)
})
