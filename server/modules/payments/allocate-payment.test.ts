// verbs: remove-allocation reverse-payment record-refund fail-refund complete-refund apply-credit update-payment-settings release-from-invoice
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'
import { applyAllCredit } from './apply-credit.ts'
import { completeRefund } from './complete-refund.ts'
import { recordRefund } from './record-refund.ts'
import { releaseFromInvoice } from './release-from-invoice.ts'

const app = await startApp()
const { signUp } = app

/** A customer with invoices of these amounts, without GST so that numbers stay round. */
async function owing(...amounts: number[]) {
  const seller = await signUp('owner', undefined, {
    is_gst_registered: false,
    gst_reg_no: undefined,
    gst_registered_from: undefined,
  })
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address })
  const post = (path: string, body: object = {}) => seller.post(path, body, { key: randomUUID() })
  const invoices: { id: string; number: string }[] = []
  for (const unit_price_cents of amounts) {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
    invoices.push((await post('/invoices', { customer_id: customer.id, lines })).body)
  }
  const pay = (amount_cents: number, parts: number[] = [], more: object = {}) => {
    const allocations = parts.map((cents, i) => ({ invoice_id: invoices[i]!.id, amount_cents: cents }))
    return post('/payments', { customer_id: customer.id, amount_cents, method: 'bank_transfer', allocations, ...more })
  }
  const dueOf = async () => {
    const answers = await Promise.all(invoices.map(({ id }) => seller.get(`/invoices/${id}`)))
    return answers.map(({ body }) => body.amount_due_cents)
  }
  return { seller, customer, invoices, post, pay, dueOf }
}

test('one payment settles several invoices, and what is left over is credit that can be set against others', async () => {
  const { seller, invoices, post, pay, dueOf } = await owing(3_000, 2_000, 4_000)
  const { body: payment } = await pay(7_000, [3_000, 1_500], { payer_name: 'KOPI KAKI PTE LTD', reference: 'FT99' })
  assert.deepEqual([payment.amount_allocated_cents, payment.amount_unallocated_cents], [4_500, 2_500])
  assert.deepEqual([payment.payer_name, payment.account], ['KOPI KAKI PTE LTD', 'bank'])
  const set = (i: number, amount_cents: number) =>
    post(`/payments/${payment.id}/allocations`, { allocations: [{ invoice_id: invoices[i]!.id, amount_cents }] })
  assert.equal((await set(2, 2_501)).body.code, 'payments.exceeds_unallocated')
  assert.deepEqual(await dueOf(), [0, 500, 4_000])
  assert.equal((await set(2, 2_500)).body.amount_unallocated_cents, 0)
  assert.deepEqual(await dueOf(), [0, 500, 1_500])
  assert.equal((await seller.get('/payments?is_unallocated=true')).body.data.length, 0)
  const sums = (filter: string) => seller.get(`/payments/totals?${filter}`)
  assert.deepEqual(
    [(await sums('method=bank_transfer&from=2026-11-22')).body.amount_cents, (await sums('method=cash')).body.count],
    [7_000, 0],
  )
})

test('refuses a payment that names nobody, both, an invoice twice, more than came in, or somebody else', async () => {
  const { invoices, post, pay } = await owing(3_000)
  const mistakesOf = ({ body }: { body: { errors: { pointer: string }[] } }) =>
    body.errors.map(({ pointer }) => pointer)
  const base = { amount_cents: 1_000, method: 'cash' }
  assert.deepEqual(mistakesOf(await post('/payments', base)), ['/customer_id'])
  assert.deepEqual(mistakesOf(await pay(1_000, [], { invoice_id: invoices[0]!.id })), ['/customer_id'])
  assert.deepEqual(mistakesOf(await pay(1_000, [1_001])), ['/allocations'])
  const twice = [1, 2].map(() => ({ invoice_id: invoices[0]!.id, amount_cents: 100 }))
  assert.deepEqual(mistakesOf(await pay(1_000, [], { allocations: twice })), ['/allocations'])
  const { seller: other } = await owing()
  assert.equal((await other.get(`/invoices/${invoices[0]!.id}`)).status, 404)
})

test('refuses to settle an invoice of another customer', async () => {
  const { seller, invoices, post } = await owing(3_000)
  const { body: stranger } = await seller.post('/customers', { name: 'Somebody', address })
  const allocations = [{ invoice_id: invoices[0]!.id, amount_cents: 100 }]
  const answer = await post('/payments', { customer_id: stranger.id, amount_cents: 100, method: 'cash', allocations })
  assert.equal(answer.body.code, 'payments.other_customer')
})

test('taking a payment off an invoice opens it again; the record of it stays', async () => {
  const { seller, pay, dueOf } = await owing(3_000)
  const { body: payment } = await pay(3_000, [3_000])
  const path = `/payments/${payment.id}/allocations/${payment.allocations[0].id}`
  const answers = await Promise.all([seller.delete(path), seller.delete(path), seller.delete(path)])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 404, 404])
  assert.deepEqual(await dueOf(), [3_000])
  const { body } = await seller.get(`/payments/${payment.id}`)
  assert.deepEqual([body.allocations, body.amount_unallocated_cents], [[], 3_000])
  const names = (await seller.events()).slice(-2).map(({ name }: { name: string }) => name)
  assert.deepEqual(names, ['invoice.payment_removed', 'payment.allocation_removed'])
})

test('a payment that was none is reversed once, with its invoices, and not after a refund', async () => {
  const { seller, post, pay, dueOf } = await owing(3_000, 2_000)
  const { body: payment } = await pay(6_000, [3_000, 2_000])
  const reverse = (id = payment.id) => post(`/payments/${id}/reverse`, { reason: 'The cheque bounced' })
  const answers = await Promise.all([reverse(), reverse(), reverse()])
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.deepEqual(await dueOf(), [3_000, 2_000])
  const { body: books } = await seller.get('/reports/trial-balance')
  const used = books.accounts.filter(({ balance_cents }: { balance_cents: number }) => balance_cents !== 0)
  assert.deepEqual(
    used.map(({ account, balance_cents }: { account: string; balance_cents: number }) => [account, balance_cents]),
    [
      ['receivables', 5_000],
      ['revenue', -5_000],
    ],
  )
  const { body: second } = await pay(500)
  await post(`/payments/${second.id}/refunds`, { amount_cents: 500, method: 'cash', reason: 'Back' })
  assert.equal((await reverse(second.id)).body.code, 'payments.refunded')
})

test('refunds what settles no invoice, never more at once than is free, and a failed one is credit again', async () => {
  const { seller, post, pay } = await owing(3_000)
  const { body: payment } = await pay(4_000, [3_000], { payment_date: '2026-11-20' })
  const refund = (amount_cents: number, more: object = {}) =>
    post(`/payments/${payment.id}/refunds`, { amount_cents, method: 'paynow', reason: 'Paid too much', ...more })
  const answers = await Promise.all(Array.from({ length: 6 }, () => refund(400)))
  assert.equal(answers.filter(({ status }) => status === 201).length, 2)
  assert.equal((await refund(100, { refund_date: '2026-11-19' })).body.errors[0].pointer, '/refund_date')
  const { body: list } = await seller.get(`/refunds?payment_id=${payment.id}&limit=1`)
  assert.ok(list.next_cursor)
  assert.equal((await seller.get(`/refunds?limit=1&cursor=${list.next_cursor}`)).body.data.length, 1)
  const failed = await post(`/refunds/${list.data[0].id}/fail`, { failure: 'Account closed' })
  assert.deepEqual([failed.body.status, failed.body.failure], ['failed', 'Account closed'])
  assert.equal((await post(`/refunds/${list.data[0].id}/fail`, { failure: 'x' })).body.code, 'payments.refund_failed')
  assert.equal((await seller.get(`/payments/${payment.id}`)).body.amount_unallocated_cents, 600)
})

test('a refund on its way counts as gone, and completes once', async () => {
  const { seller, pay } = await owing()
  const { body: payment } = await pay(1_000)
  const as = <T>(work: Parameters<typeof app.asSystem<T>>[1]) => app.asSystem(seller.organization_id, work)
  const input = { amount_cents: 600, method: 'card' as const, reason: 'Asked' }
  const { id } = await as((ctx) => recordRefund(ctx, payment.id, input, 'pending'))
  assert.equal((await seller.get(`/payments/${payment.id}`)).body.amount_unallocated_cents, 400)
  for (let i = 0; i < 2; i++) assert.equal((await as((ctx) => completeRefund(ctx, id))).status, 'succeeded')
  const names = (await seller.events()).map(({ name }: { name: string }) => name)
  assert.equal(names.filter((name: string) => name === 'refund.succeeded').length, 1)
})

test('credit settles the oldest debt first when asked, and later invoices by itself unless that is switched off', async () => {
  const { seller, customer, invoices, post, pay, dueOf } = await owing(3_000, 2_000)
  await pay(1_000, [], { payment_date: '2026-11-01' })
  await pay(2_500)
  const { body: balance } = await post(`/customers/${customer.id}/apply-credit`)
  assert.deepEqual([balance.amount_due_cents, balance.credit_cents], [1_500, 0])
  assert.deepEqual(await dueOf(), [0, 1_500])
  await pay(5_000)
  const lines = [{ description: 'Next', quantity: '1', unit_price_cents: 1_000 }]
  const next = async () => (await post('/invoices', { customer_id: customer.id, lines })).body.id
  const first = await next()
  await app.settle()
  assert.equal((await seller.get(`/invoices/${first}`)).body.status, 'paid')
  assert.equal((await seller.patch('/payment-settings', { is_credit_applied: false })).body.is_credit_applied, false)
  const second = await next()
  await app.settle()
  assert.equal((await seller.get(`/invoices/${second}`)).body.status, 'open')
  assert.equal((await seller.get(`/invoices/${invoices[1]!.id}`)).body.status, 'paid')
})

test('what somebody took off an invoice is not set on it again by itself, but on others, and by hand on any', async () => {
  const { seller, customer, post, pay, dueOf } = await owing(3_000, 2_000)
  const { body: payment } = await pay(3_000, [3_000])
  const byItself = () => app.asSystem(seller.organization_id, applyAllCredit)
  await seller.delete(`/payments/${payment.id}/allocations/${payment.allocations[0].id}`)
  await byItself()
  assert.deepEqual(await dueOf(), [3_000, 0])
  await post(`/customers/${customer.id}/apply-credit`)
  assert.deepEqual(await dueOf(), [2_000, 0])
  // Put back by somebody, it is like any other; what a correction of the invoice frees may go there again.
  const { body: back } = await seller.get(`/payments/${payment.id}`)
  const { invoice_id } = back.allocations.find(({ amount_cents }: { amount_cents: number }) => amount_cents === 1_000)
  await app.asSystem(seller.organization_id, (ctx) => releaseFromInvoice(ctx, invoice_id, 1_000))
  assert.deepEqual(await dueOf(), [3_000, 0])
  await byItself()
  assert.deepEqual(await dueOf(), [2_000, 0])
})

test('two who set the same money against different invoices never wait for each other in a ring', async () => {
  const { pay, post, invoices, dueOf } = await owing(50_000, 50_000)
  const { body: payment } = await pay(10_000)
  const set = (order: number[]) =>
    post(`/payments/${payment.id}/allocations`, {
      allocations: order.map((i) => ({ invoice_id: invoices[i]!.id, amount_cents: 500 })),
    })
  const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => set(i % 2 ? [0, 1] : [1, 0])))
  assert.equal(
    answers.filter(({ status }) => status === 200).length,
    10,
    JSON.stringify(answers.map(({ status, body }) => [status, body.code])),
  )
  assert.deepEqual(await dueOf(), [45_000, 45_000])
})
