import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp } = app

async function issued(lines: object[] = [{ description: 'Work', quantity: '2', unit_price_cents: 50_000 }]) {
  const seller = await signUp()
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address })
  const { body: invoice } = await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  const pay = async (amount_cents: number) => {
    const payment = { invoice_id: invoice.id, amount_cents, method: 'paynow' }
    return (await seller.post('/payments', payment, { key: randomUUID() })).body
  }
  const credit = (more: object = {}) =>
    seller.post('/credit-notes', { invoice_id: invoice.id, reason: 'Not delivered', ...more }, { key: randomUUID() })
  const look = async () => (await seller.get(`/invoices/${invoice.id}`)).body
  return { seller, customer, invoice, pay, credit, look }
}

test('credits an unpaid invoice in part and then the rest, with numbers of their own without gaps', async () => {
  const { seller, invoice, credit, look } = await issued()
  const part = await credit({ lines: [{ position: 1, quantity: '0.5' }] })
  assert.equal(part.status, 201)
  assert.deepEqual(
    [part.body.number, part.body.subtotal_cents, part.body.gst_amount_cents, part.body.amount_released_cents],
    ['CN-2026-00001', 25_000, 2_250, 0],
  )
  assert.deepEqual([part.body.invoice_number, part.body.lines[0].quantity], [invoice.number, '0.5'])
  assert.deepEqual((await seller.get(`/credit-notes/${part.body.id}`)).body, part.body)
  assert.deepEqual([(await look()).status, (await look()).amount_due_cents], ['open', 81_750])
  const rest = await credit()
  assert.deepEqual([rest.body.number, rest.body.total_amount_cents], ['CN-2026-00002', 81_750])
  assert.deepEqual([(await look()).status, (await look()).amount_credited_cents], ['paid', 109_000])
  assert.equal((await credit()).body.code, 'credit_notes.nothing_left')
  const names = (await seller.events()).map(({ name }: { name: string }) => name).slice(-4)
  assert.deepEqual(names, ['invoice.credited', 'credit_note.issued', 'invoice.credited', 'credit_note.issued'])
})

test('what was paid of it becomes credit of the customer: part is refunded, part kept for the next invoice', async () => {
  const { seller, customer, pay, credit, look } = await issued()
  const first = await pay(60_000)
  const second = await pay(49_000)
  const { body: note } = await credit({ amount_cents: 50_000 })
  assert.equal(note.amount_released_cents, 50_000)
  assert.deepEqual([(await look()).status, (await look()).amount_paid_cents], ['paid', 59_000])
  // The newest money first, and of the older one only what is needed.
  const freeOf = async (id: string) => (await seller.get(`/payments/${id}`)).body.amount_unallocated_cents
  assert.deepEqual([await freeOf(second.id), await freeOf(first.id)], [49_000, 1_000])
  const refund = { amount_cents: 30_000, method: 'paynow', reason: 'Half of it back' }
  assert.equal((await seller.post(`/payments/${second.id}/refunds`, refund, { key: randomUUID() })).status, 201)
  const lines = [{ description: 'Next', quantity: '1', unit_price_cents: 10_000 }]
  const { body: next } = await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  await app.settle()
  assert.equal((await seller.get(`/invoices/${next.id}`)).body.status, 'paid')
  const { body: balance } = await seller.get(`/customers/${customer.id}/balance`)
  assert.deepEqual([balance.amount_due_cents, balance.credit_cents], [0, 50_000 - 30_000 - 10_900])
})

test('GST comes off at the rate of the invoice, not of today', async () => {
  app.travelTo('2023-12-20T04:00:00Z')
  const { credit } = await issued()
  app.travelTo('2024-01-05T04:00:00Z')
  const { body: note } = await credit({ lines: [{ position: 1, amount_cents: 10_000 }] })
  assert.deepEqual(note.gst_breakdown, [{ gst_code: 'SR', gst_rate_bp: 800, taxable_cents: 10_000, gst_cents: 800 }])
  assert.equal(note.issue_date, '2024-01-05')
  app.travelTo('2026-11-22T04:00:00Z')
})

test('a preview is what the note will be, and changes nothing', async () => {
  const { seller, invoice, pay, credit, look } = await issued()
  await pay(109_000)
  const before = await look()
  const wanted = { invoice_id: invoice.id, reason: 'Agreed', amount_cents: 12_345 }
  const { body: preview } = await seller.post('/credit-notes/preview', wanted)
  assert.deepEqual(await look(), before)
  const { body: note } = await credit({ amount_cents: 12_345 })
  for (const field of ['total_amount_cents', 'amount_released_cents', 'lines', 'gst_breakdown'])
    assert.deepEqual(note[field], preview[field], field)
  assert.equal(preview.left_cents, 109_000)
})

test('however many credit at once, never more than the invoice, and no number is lost', async () => {
  const { seller, credit, look } = await issued()
  const answers = await Promise.all(Array.from({ length: 12 }, () => credit({ amount_cents: 20_000 })))
  assert.equal(answers.filter(({ status }) => status === 201).length, 5)
  assert.equal((await look()).amount_credited_cents, 100_000)
  const { body } = await seller.get('/credit-notes')
  assert.deepEqual(
    body.data.map(({ number }: { number: string }) => number).toSorted(),
    [1, 2, 3, 4, 5].map((n) => `CN-2026-0000${n}`),
  )
})

test('no note for what is void or written off', async () => {
  const { seller, invoice, credit } = await issued()
  await seller.post(`/invoices/${invoice.id}/write-off`, { reason: 'Gone' })
  assert.equal((await credit()).body.code, 'credit_notes.invoice_not_open')
  await seller.post(`/invoices/${invoice.id}/reinstate`)
  await seller.post(`/invoices/${invoice.id}/void`, { reason: 'Mistake' })
  assert.match((await credit()).body.detail, /void/)
})

test('finds notes by invoice, customer, day and words, a page at a time', async () => {
  const { seller, customer, invoice, credit } = await issued()
  for (const amount_cents of [100, 200, 300]) await credit({ amount_cents })
  const first = (await seller.get('/credit-notes?limit=2')).body
  const second = (await seller.get(`/credit-notes?limit=2&cursor=${first.next_cursor}`)).body
  assert.deepEqual(
    [...first.data, ...second.data].map(({ total_amount_cents }: { total_amount_cents: number }) => total_amount_cents),
    [300, 200, 100],
  )
  const count = async (filter: string) => (await seller.get(`/credit-notes?${filter}`)).body.data.length
  assert.equal(await count(`invoice_id=${invoice.id}&customer_id=${customer.id}&q=kopi`), 3)
  assert.equal(await count('from=2026-11-23'), 0)
  assert.equal(await count('q=nobody'), 0)
})
