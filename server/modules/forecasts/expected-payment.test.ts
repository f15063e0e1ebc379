import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const key = () => ({ key: randomUUID() })

async function seller() {
  app.travelTo('2026-01-05T04:00:00Z')
  const owner = await app.signUp()
  const addCustomer = async (name: string) => (await owner.post('/customers', { name, address })).body.id as string
  const bill = async (customer_id: string, due_date: string, unit_price_cents = 10_000) => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents, gst_code: 'ZR' }]
    const answer = await owner.post('/invoices', { customer_id, due_date, lines }, key())
    assert.equal(answer.status, 201, answer.text)
    return answer.body as { id: string; number: string }
  }
  /** Due on 1 Feb and paid so many days after. */
  const paidLate = async (customer_id: string, days: number[]) => {
    for (const late of days) {
      app.travelTo('2026-01-05T04:00:00Z')
      const { id } = await bill(customer_id, '2026-02-01')
      const payment_date = Temporal.PlainDate.from('2026-02-01').add({ days: late }).toString()
      app.travelTo('2026-04-01T04:00:00Z')
      const paid = await owner.post(
        '/payments',
        { invoice_id: id, amount_cents: 10_000, method: 'paynow', payment_date },
        key(),
      )
      assert.equal(paid.status, 201, paid.text)
    }
    app.travelTo('2026-04-01T04:00:00Z')
  }
  const expected = async (id: string) => {
    const { body } = await owner.get(`/invoices/${id}/expected-payment`)
    return [body.expected_date, body.basis, body.words]
  }
  return { owner, addCustomer, bill, paidLate, expected }
}

test('who usually pays nine days late is expected nine days after the due date, and it says from how many invoices', async () => {
  const { owner, addCustomer, bill, paidLate, expected } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 2, 30, 9, 12, 4])
  const { id } = await bill(slow, '2026-04-20')
  assert.deepEqual(await expected(id), ['2026-04-29', 'customer', 'Usually pays 9 days late, from 6 invoices.'])
  const { body } = await owner.get(`/customers/${slow}/payment-habit`)
  assert.deepEqual([body.paid_count, body.days_late_median, body.days_late_low, body.days_late_high], [6, 9, 4, 12])
  assert.equal(
    body.words,
    'Usually pays 9 days late, from 6 invoices. Half of them between 4 days late and 12 days late.',
  )
})

test('a few days late is not yet later than usual: the usual day stands', async () => {
  const { addCustomer, bill, paidLate, expected } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 2, 30, 9, 12, 4])
  const { id } = await bill(slow, '2026-04-20')
  app.travelTo('2026-04-27T04:00:00Z')
  assert.deepEqual(await expected(id), ['2026-04-29', 'customer', 'Usually pays 9 days late, from 6 invoices.'])
})

test('who is later than usual already is expected as their later invoices were, and beyond those nobody can tell', async () => {
  const { addCustomer, bill, paidLate, expected } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 2, 30, 9, 12, 4])
  const { id } = await bill(slow, '2026-04-20')
  app.travelTo('2026-05-01T04:00:00Z')
  const words = 'Later than usual already. Usually pays 9 days late, from 6 invoices.'
  assert.deepEqual(await expected(id), ['2026-05-02', 'customer', words])
  app.travelTo('2026-05-04T04:00:00Z')
  assert.deepEqual(await expected(id), ['2026-05-20', 'customer', words])
  app.travelTo('2026-05-22T04:00:00Z')
  assert.deepEqual(await expected(id), [null, 'beyond', 'Later than any invoice before: no day can be told.'])
})

test('a new customer gets what all customers take, and the due date stands while nobody has paid', async () => {
  const { owner, addCustomer, bill, paidLate, expected } = await seller()
  const slow = await addCustomer('Slow')
  const fresh = await addCustomer('Fresh')
  app.travelTo('2026-04-01T04:00:00Z')
  const { id } = await bill(fresh, '2026-04-20')
  assert.deepEqual(await expected(id), [
    '2026-04-20',
    'terms',
    'Too little was paid so far to tell: the due date stands.',
  ])
  await paidLate(slow, [5, 5, -1])
  await paidLate(fresh, [40])
  assert.deepEqual(await expected(id), [
    '2026-04-25',
    'all',
    'A new customer; yours usually pay 5 days late, from 4 invoices.',
  ])
  const { body } = await owner.get(`/customers/${fresh}/payment-habit`)
  assert.equal(body.days_late_median, null)
  assert.equal(
    body.words,
    'Has paid 1 so far: too few to tell. Your customers usually pay 5 days late, from 4 invoices.',
  )
})

test('a promise stands before every habit, and a dispute leaves no day', async () => {
  const { owner, addCustomer, bill, paidLate, expected } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 9, 9])
  const { id } = await bill(slow, '2026-04-20')
  await owner.post(`/invoices/${id}/promises`, { promised_date: '2026-05-15' })
  assert.deepEqual(await expected(id), ['2026-05-15', 'promise', 'Promised for 15 May 2026.'])
  await owner.post(`/invoices/${id}/disputes`, { reason: 'Not delivered' })
  assert.deepEqual(await expected(id), [null, 'disputed', 'Disputed: no day can be told.'])
})

test('a payment that was taken off an invoice, and one settled by credit alone, teach nothing', async () => {
  const { owner, addCustomer, bill, paidLate } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 9, 9])
  const credited = await bill(slow, '2026-04-20')
  await owner.post('/credit-notes', { invoice_id: credited.id, reason: 'Not done' }, key())
  const wrong = await bill(slow, '2026-04-20')
  const paid = await owner.post('/payments', { invoice_id: wrong.id, amount_cents: 10_000, method: 'paynow' }, key())
  await owner.post(`/payments/${paid.body.id}/reverse`, { reason: 'Bounced' })
  const { body } = await owner.get(`/customers/${slow}/payment-habit`)
  assert.deepEqual([body.paid_count, body.days_late_median], [3, 9])
})

test('cash is expected by week: every open cent stands in one week, later, or where no day can be told', async () => {
  const { owner, addCustomer, bill, paidLate } = await seller()
  const slow = await addCustomer('Slow')
  await paidLate(slow, [9, 9, 9])
  // 1 April 2026 is a Wednesday: its week ends on the 5th.
  await bill(slow, '2026-04-01', 100)
  await bill(slow, '2026-04-08', 1_000)
  await bill(slow, '2026-09-01', 20_000)
  const disputed = await bill(slow, '2026-04-02', 300_000)
  await owner.post(`/invoices/${disputed.id}/disputes`, { reason: 'No' })
  const { body } = await owner.get('/reports/expected-cash')
  assert.equal(body.weeks.length, 8)
  assert.deepEqual(body.weeks[0], { from_date: '2026-04-01', to_date: '2026-04-05', amount_cents: 0, count: 0 })
  assert.deepEqual(body.weeks[1], { from_date: '2026-04-06', to_date: '2026-04-12', amount_cents: 100, count: 1 })
  assert.deepEqual(body.weeks[2], { from_date: '2026-04-13', to_date: '2026-04-19', amount_cents: 1_000, count: 1 })
  assert.deepEqual(body.later, { amount_cents: 20_000, count: 1 })
  assert.deepEqual(body.unknown, { amount_cents: 300_000, count: 1 })
  assert.deepEqual(body.late_payers, [
    { customer_id: slow, customer_name: 'Slow', days_late_median: 9, paid_count: 3, amount_due_cents: 321_100 },
  ])
})

test('an organisation without an open invoice expects nothing, in words and weeks', async () => {
  const { owner, addCustomer, bill } = await seller()
  const { body } = await owner.get('/reports/expected-cash')
  assert.ok(body.weeks.every((week: { count: number }) => week.count === 0))
  assert.deepEqual([body.later.count, body.unknown.count, body.late_payers], [0, 0, []])
  const { id } = await bill(await addCustomer('Gone'), '2026-02-01')
  await owner.post(`/invoices/${id}/void`, { reason: 'Wrong' })
  assert.equal((await owner.get(`/invoices/${id}/expected-payment`)).body.basis, 'settled')
})
