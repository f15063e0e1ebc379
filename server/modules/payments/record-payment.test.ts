// verbs: record-payment settle-invoice
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp } = app

async function issued(unit_price_cents = 10_000, acme?: Person) {
  const seller = acme ?? (await signUp())
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
  const { body: invoice } = await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  const pay = (amount_cents: number, more: object = {}) =>
    seller.post('/payments', { invoice_id: invoice.id, amount_cents, method: 'paynow', ...more }, { key: randomUUID() })
  return { acme: seller, invoice, pay }
}

test('records a part and then the rest; the status follows by itself', async () => {
  const { acme, invoice, pay } = await issued()
  const part = await pay(4_000, { reference: 'FT1' })
  assert.equal(part.status, 201)
  const [{ id: _, ...allocation }] = part.body.allocations
  assert.deepEqual(allocation, {
    invoice_id: invoice.id,
    invoice_number: invoice.number,
    amount_cents: 4_000,
    allocation_date: '2026-11-22',
  })
  assert.deepEqual((await acme.get(`/payments/${part.body.id}`)).body, part.body)
  const half = (await acme.get(`/invoices/${invoice.id}`)).body
  assert.deepEqual([half.status, half.amount_paid_cents, half.amount_due_cents], ['open', 4_000, 6_900])

  await pay(6_900)
  const full = (await acme.get(`/invoices/${invoice.id}`)).body
  assert.deepEqual([full.status, full.amount_due_cents], ['paid', 0])
  assert.deepEqual(
    (await acme.events()).slice(-4).map(({ name }) => name),
    ['invoice.part_paid', 'payment.recorded', 'invoice.paid', 'payment.recorded'],
  )
  assert.equal((await acme.get(`/payments?invoice_id=${invoice.id}`)).body.data.length, 2)
})

test('refuses more than is due, nothing, the future, and an invoice that is paid', async () => {
  const { invoice, pay } = await issued()
  assert.equal((await pay(10_901)).body.code, 'payments.exceeds_amount_due')
  assert.match((await pay(10_901)).body.detail, /109\.00/)
  assert.equal((await pay(0)).status, 422)
  assert.equal((await pay(1, { payment_date: '2026-11-23' })).body.errors[0].pointer, '/payment_date')
  await pay(10_900)
  assert.equal((await pay(1)).body.code, 'payments.invoice_not_open')
  assert.ok(invoice.id)
})

test('never takes more than is due, however many pay at once', async () => {
  const { acme, invoice, pay } = await issued()
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(1_000)))
  assert.equal(answers.filter(({ status }) => status === 201).length, 10)
  const { body } = await acme.get(`/invoices/${invoice.id}`)
  assert.deepEqual([body.amount_paid_cents, body.amount_due_cents], [10_000, 900])
})

test('any sequence of payments keeps paid + credited + due = total and the status right', async () => {
  const acme = await signUp()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 6 }), async (amounts) => {
      const { invoice, pay } = await issued(5_000, acme)
      for (const amount of amounts) await pay(amount)
      const { body } = await acme.get(`/invoices/${invoice.id}`)
      assert.equal(body.amount_paid_cents + body.amount_credited_cents + body.amount_due_cents, body.total_amount_cents)
      assert.equal(body.status, body.amount_due_cents === 0 ? 'paid' : 'open')
      const recorded = (await acme.get(`/payments?invoice_id=${invoice.id}&limit=100`)).body.data
      assert.equal(
        recorded.reduce((sum: number, p: { amount_cents: number }) => sum + p.amount_cents, 0),
        body.amount_paid_cents,
      )
    }),
    { numRuns: 15 },
  )
})

test('the money screen adds up to the lists behind it, by the calendar of Singapore', async () => {
  const acme = await signUp()
  const early = await issued(100_000, acme)
  await early.pay(9_000)
  app.travelTo('2027-01-22T16:30:00Z')
  const late = await issued(50_000, acme)
  const { body } = await acme.get('/reports/money')
  assert.equal(body.as_of_date, '2027-01-23')
  assert.deepEqual(body.due, { amount_cents: 100_000 + 54_500, count: 2 })
  assert.deepEqual(body.overdue, { amount_cents: 100_000, count: 1 })
  assert.deepEqual(
    body.ageing.map(({ bucket, amount_cents }: { bucket: string; amount_cents: number }) => [bucket, amount_cents]),
    [
      ['not_due', 54_500],
      ['1_30', 0],
      ['31_60', 100_000],
      ['61_90', 0],
      ['over_90', 0],
    ],
  )
  assert.equal(body.chase_first[0].number, early.invoice.number)
  assert.equal(body.chase_first[0].days_overdue, 32)
  assert.equal(body.months.length, 12)
  assert.deepEqual(body.months.at(-1), { month: '2027-01', invoiced_cents: 54_500, received_cents: 0 })
  assert.equal((await acme.get('/invoices/totals?status=overdue')).body.amount_due_cents, body.overdue.amount_cents)
  assert.equal(late.invoice.number, 'INV-2027-00001')
  app.travelTo('2026-11-22T04:00:00Z')
})
