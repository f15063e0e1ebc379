// verbs: record-payment allocate-payment remove-allocation reverse-payment record-refund fail-refund write-off-invoice reinstate-invoice issue-credit-note
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { address, type Person, startApp } from '#test/support.ts'

const app = await startApp()
const { signUp } = app

/** What a bookkeeper may do to money, each with small numbers that say to which thing and by how much. */
const step = fc.record({
  what: fc.constantFrom(
    'pay',
    'pay',
    'allocate',
    'remove',
    'credit',
    'credit',
    'refund',
    'fail',
    'reverse',
    'give_up',
    'apply',
  ),
  which: fc.nat(5),
  cents: fc.integer({ min: 1, max: 25_000 }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test('any order of payments, allocations, credits, refunds and undos keeps the books in agreement', async () => {
  const seller = await signUp()
  let refused = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
      const customer_id = await newCustomer(seller)
      for (const unit_price_cents of [10_000, 3_333, 777]) {
        const lines = linesOf(unit_price_cents)
        assert.equal((await seller.post('/invoices', { customer_id, lines }, { key: randomUUID() })).status, 201)
      }
      for (const each of steps) {
        const { status, body } = await take(seller, customer_id, each)
        assert.ok(status < 300 || status === 409 || status === 422, `${each.what}: ${status} ${JSON.stringify(body)}`)
        if (status < 300) done++
        else refused++
        await agree(seller, customer_id)
      }
    }),
    { numRuns: 50 },
  )
  // A test in which most is refused would show little.
  assert.ok(done > refused / 2, `${done} done, ${refused} refused`)
})

test('what happens today leaves the books and statements of the days before as they were', async () => {
  app.travelTo('2026-01-10T04:00:00Z')
  let at = Temporal.Instant.from('2026-01-10T04:00:00Z')
  const seller = await signUp()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const customer_id = await newCustomer(seller)
      for (const unit_price_cents of [10_000, 3_333]) {
        const invoice = { customer_id, lines: linesOf(unit_price_cents) }
        assert.equal((await seller.post('/invoices', invoice, { key: randomUUID() })).status, 201)
      }
      for (const each of steps) {
        const yesterday = at.toString().slice(0, 10)
        at = at.add({ hours: 24 })
        app.travelTo(at.toString())
        const before = await closed(seller, customer_id, yesterday)
        await take(seller, customer_id, each)
        const after = await closed(seller, customer_id, yesterday)
        assert.deepEqual(after.books, before.books, each.what)
        // A refund that did not arrive never left, and what is reinstated was owed all the time: statements say so.
        if (each.what !== 'fail' && each.what !== 'give_up') assert.deepEqual(after.ageing, before.ageing, each.what)
      }
    }),
    { numRuns: 20 },
  )
  app.travelTo('2026-11-22T04:00:00Z')
})

async function closed(seller: Person, customer_id: string, day: string) {
  const { body: books } = await seller.get(`/reports/trial-balance?as_of_date=${day}`)
  const { status, body } = await seller.get(`/customers/${customer_id}/statement?to=${day}`)
  assert.equal(status, 200, JSON.stringify(body))
  const { closing_balance_cents, credit_cents, ageing } = body
  assert.ok(Object.values<number>(ageing).every((cents) => cents >= 0) && credit_cents >= 0, JSON.stringify(body))
  return { books, ageing: { ...ageing, credit_cents, closing_balance_cents } }
}

const linesOf = (unit_price_cents: number) => [
  { description: 'Work', quantity: '1.5', unit_price_cents },
  { description: 'Abroad', quantity: '1', unit_price_cents: 501, gst_code: 'ZR' },
]

async function newCustomer(seller: Person): Promise<string> {
  const { body } = await seller.post('/customers', { name: `Kopi ${randomUUID().slice(0, 8)}`, address })
  return body.id
}

const listOf = async (seller: Person, path: string) => (await seller.get(`${path}&limit=100`)).body.data

async function take(seller: Person, customer_id: string, { what, which, cents }: Step) {
  const invoices = await listOf(seller, `/invoices?customer_id=${customer_id}`)
  const payments = await listOf(seller, `/payments?customer_id=${customer_id}`)
  const refunds = await listOf(seller, `/refunds?customer_id=${customer_id}`)
  const invoice = invoices[which % invoices.length]
  const payment = payments[which % (payments.length || 1)]
  const refund = refunds[which % (refunds.length || 1)]
  const post = (path: string, body: object = {}) => seller.post(path, body, { key: randomUUID() })
  const part = Math.min(cents, invoice.amount_due_cents)
  const none = { status: 409, body: 'there is none' }
  switch (what) {
    case 'pay':
      return post('/payments', {
        customer_id,
        amount_cents: cents,
        method: which % 2 ? 'cash' : 'paynow',
        allocations: part ? [{ invoice_id: invoice.id, amount_cents: part }] : [],
      })
    case 'allocate':
      if (!payment || !part) return none
      return post(`/payments/${payment.id}/allocations`, {
        allocations: [{ invoice_id: invoice.id, amount_cents: part }],
      })
    case 'remove':
      if (!payment?.allocations.length) return none
      return seller.delete(`/payments/${payment.id}/allocations/${payment.allocations[0].id}`)
    case 'credit':
      return post('/credit-notes', {
        invoice_id: invoice.id,
        reason: 'Agreed',
        ...(cents % 3 === 0
          ? {}
          : cents % 3 === 1
            ? { amount_cents: cents }
            : { lines: [{ position: 1, quantity: '0.25' }] }),
      })
    case 'refund':
      if (!payment) return none
      return post(`/payments/${payment.id}/refunds`, {
        amount_cents: Math.min(cents, payment.amount_unallocated_cents || cents),
        method: 'paynow',
        reason: 'Asked for it',
      })
    case 'fail':
      return refund ? post(`/refunds/${refund.id}/fail`, { failure: 'Account closed' }) : none
    case 'reverse':
      return payment ? post(`/payments/${payment.id}/reverse`, { reason: 'Bounced' }) : none
    case 'give_up':
      return invoice.status === 'uncollectible'
        ? post(`/invoices/${invoice.id}/reinstate`)
        : post(`/invoices/${invoice.id}/write-off`, { reason: 'Gone' })
    default:
      return post(`/customers/${customer_id}/apply-credit`)
  }
}

type Row = Record<string, number>
const sum = (rows: Row[], field: string) => rows.reduce((total, row) => total + row[field]!, 0)

async function agree(seller: Person, customer_id: string) {
  const invoices = await listOf(seller, `/invoices?customer_id=${customer_id}`)
  const payments = await listOf(seller, `/payments?customer_id=${customer_id}`)
  const notes = await listOf(seller, `/credit-notes?customer_id=${customer_id}`)
  for (const invoice of invoices) {
    const { amount_paid_cents, amount_credited_cents, amount_due_cents, amount_written_off_cents, status } = invoice
    assert.equal(
      amount_paid_cents + amount_credited_cents + amount_due_cents + amount_written_off_cents,
      invoice.total_amount_cents,
    )
    assert.equal(status, amount_due_cents > 0 ? 'open' : amount_written_off_cents > 0 ? 'uncollectible' : 'paid')
    const own = payments.flatMap(({ allocations }: { allocations: { invoice_id: string }[] }) =>
      allocations.filter(({ invoice_id }) => invoice_id === invoice.id),
    )
    assert.equal(sum(own, 'amount_cents'), amount_paid_cents)
    const credited = notes.filter(({ invoice_id }: { invoice_id: string }) => invoice_id === invoice.id)
    assert.equal(sum(credited, 'total_amount_cents'), amount_credited_cents)
  }
  for (const payment of payments) {
    assert.equal(sum(payment.allocations, 'amount_cents'), payment.amount_allocated_cents)
    const free = payment.amount_allocated_cents + payment.amount_refunded_cents + payment.amount_unallocated_cents
    assert.equal(free, payment.reversed_at ? 0 : payment.amount_cents)
  }
  await booksAgree(seller)
}

/** Over all customers of the seller: what the books say is what the documents say. */
async function booksAgree(seller: Person) {
  const { body: books } = await seller.get('/reports/trial-balance?as_of_date=2100-01-01')
  assert.equal(books.debit_cents, books.credit_cents)
  const balance = Object.fromEntries(
    books.accounts.map(({ account, balance_cents }: { account: string; balance_cents: number }) => [
      account,
      balance_cents,
    ]),
  )
  assert.equal(
    sum(
      Object.values<number>(balance).map((cents) => ({ cents })),
      'cents',
    ),
    0,
  )
  const { body: totals } = await seller.get('/invoices/totals')
  assert.equal(balance.receivables, totals.amount_due_cents)
  const payments = await everything(seller, '/payments')
  assert.equal(0 - balance.customer_credits, sum(payments, 'amount_unallocated_cents'))
  const kept = payments.filter(({ reversed_at }) => !reversed_at)
  assert.equal(balance.bank + balance.cash, sum(kept, 'amount_cents') - sum(kept, 'amount_refunded_cents'))
  assert.equal(balance.deferred_revenue, 0)
}

async function everything(seller: Person, path: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor = ''; ;) {
    const { body } = await seller.get(`${path}?limit=100${cursor && `&cursor=${cursor}`}`)
    rows.push(...body.data)
    if (!body.next_cursor) return rows
    cursor = body.next_cursor
  }
}
