// verbs: credit-invoice reinstate-invoice issue-debit-note post-documents
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp } = app

async function issued() {
  const seller = await signUp()
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 10_000 }]
  const { body: invoice } = await seller.post('/invoices', { customer_id: customer.id, lines }, { key: randomUUID() })
  const pay = (amount_cents: number) =>
    seller.post('/payments', { invoice_id: invoice.id, amount_cents, method: 'paynow' }, { key: randomUUID() })
  const balanceOf = async (account: string) =>
    (await seller.get('/reports/trial-balance')).body.accounts.find(
      (each: { account: string }) => each.account === account,
    ).balance_cents
  return { seller, customer, invoice, pay, balanceOf }
}

test('gives up what is due and takes it up again when it is paid after all', async () => {
  const { seller, invoice, pay, balanceOf } = await issued()
  await pay(900)
  const { body: given } = await seller.post(`/invoices/${invoice.id}/write-off`, { reason: 'Struck off the register' })
  assert.deepEqual(
    [given.status, given.amount_due_cents, given.amount_written_off_cents, given.write_off_reason],
    ['uncollectible', 0, 10_000, 'Struck off the register'],
  )
  assert.deepEqual([await balanceOf('bad_debts'), await balanceOf('receivables')], [10_000, 0])
  assert.equal((await pay(100)).body.code, 'payments.invoice_not_open')
  assert.equal(
    (await seller.post(`/invoices/${invoice.id}/write-off`, { reason: 'Again' })).body.code,
    'invoices.not_open',
  )

  const { body: back } = await seller.post(`/invoices/${invoice.id}/reinstate`)
  assert.deepEqual([back.status, back.amount_due_cents, back.write_off_reason], ['open', 10_000, null])
  assert.deepEqual([await balanceOf('bad_debts'), await balanceOf('receivables')], [0, 10_000])
  assert.equal((await seller.post(`/invoices/${invoice.id}/reinstate`)).body.code, 'invoices.not_written_off')
  assert.equal((await pay(10_000)).status, 201)
})

test('a debit note asks for more at the rates of its invoice, in a series of its own, and is paid like one', async () => {
  app.travelTo('2023-12-20T04:00:00Z')
  const { seller, invoice } = await issued()
  app.travelTo('2024-02-01T04:00:00Z')
  const add = (more: object) =>
    seller.post(
      `/invoices/${invoice.id}/debit-notes`,
      { reason: 'Hours were short', lines: [{ description: 'More', quantity: '1', unit_price_cents: 5_000 }], ...more },
      { key: randomUUID() },
    )
  const { status, body: note } = await add({})
  assert.equal(status, 201)
  assert.deepEqual(
    [note.kind, note.number, note.gst_amount_cents, note.corrects_invoice_id, note.reference],
    ['debit_note', 'DN-2024-00001', 400, invoice.id, invoice.number],
  )
  const paid = await seller.post(
    '/payments',
    { invoice_id: note.id, amount_cents: 5_400, method: 'paynow' },
    { key: randomUUID() },
  )
  assert.equal(paid.status, 201)
  const foreign = [{ description: 'Abroad', quantity: '1', unit_price_cents: 1, gst_code: 'ZR' }]
  assert.equal((await add({ lines: foreign })).body.errors[0].pointer, '/lines/0/gst_code')
  await seller.post(`/invoices/${invoice.id}/void`, { reason: 'Mistake' })
  assert.equal((await add({})).body.code, 'invoices.not_open')
  app.travelTo('2026-11-22T04:00:00Z')
})

test('revenue of later months is deferred, earned month by month, and goes with a void or a credit note', async () => {
  const { seller, customer } = await issued()
  await seller.post(`/invoices/${(await seller.get('/invoices')).body.data[0].id}/void`, { reason: 'Not this one' })
  const { plan_price_id } = await yearlyPrice(seller)
  app.travelTo('2026-11-22T04:00:00Z')
  const subscribed = await seller.post(
    '/subscriptions',
    { customer_id: customer.id, price_id: plan_price_id },
    { key: randomUUID() },
  )
  assert.equal(subscribed.status, 201, JSON.stringify(subscribed.body))
  const revenueOn = async (day: string) => {
    const { body } = await seller.get(`/reports/trial-balance?as_of_date=${day}`)
    assert.equal(body.debit_cents, body.credit_cents)
    const of = (account: string) =>
      0 - body.accounts.find((each: { account: string }) => each.account === account).balance_cents
    return [of('revenue'), of('deferred_revenue')]
  }
  // 365 days from 22 November: 9 in November, 31 in December; 21 fall into the last November.
  assert.deepEqual(await revenueOn('2026-11-22'), [900, 35_600])
  assert.deepEqual(await revenueOn('2026-12-30'), [900, 35_600])
  assert.deepEqual(await revenueOn('2026-12-31'), [4_000, 32_500])
  assert.deepEqual(await revenueOn('2027-11-30'), [36_500, 0])

  const { body: invoice } = await seller.get('/invoices?status=open')
  const credited = await seller.post(
    '/credit-notes',
    { invoice_id: invoice.data[0].id, reason: 'Left early' },
    { key: randomUUID() },
  )
  assert.equal(credited.status, 201)
  for (const day of ['2026-11-22', '2026-12-31', '2027-11-30']) assert.deepEqual(await revenueOn(day), [0, 0], day)
  const { body: entries } = await seller.get(`/journal-entries?source_id=${credited.body.id}&limit=100`)
  assert.equal(entries.data.length, 15)
})

async function yearlyPrice(seller: Awaited<ReturnType<typeof signUp>>) {
  const { body: plan } = await seller.post('/plans', { code: 'year', name: 'Year' })
  const price = { model: 'flat', billing_interval: 'year', unit_amount_cents: 36_500 }
  const { body } = await seller.post(`/plans/${plan.id}/prices`, price)
  return { plan_price_id: body.id as string }
}
