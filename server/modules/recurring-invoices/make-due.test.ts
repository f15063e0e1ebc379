import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { makeDue, queueDue } from './make-due.ts'
import { startRecurring } from './recurring-fixture.ts'

// verbs: make-next

const { app, seller, noon, addCustomer, setUp, make, transact, get, datesOf, invoicesOf } = await startRecurring()
const pick = <T extends object>(rows: T[], ...fields: (keyof T)[]) =>
  rows.map((row) => fields.map((field) => row[field]))

test('an invoice is made on its day, by the calendar of the organisation, and the date after it is next', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ first_date: '2026-01-31', reference: 'PO 7' })
  app.travelTo('2026-01-30T15:59:00Z')
  await transact(queueDue)
  await app.settle()
  assert.deepEqual(await invoicesOf(customer_id), [])
  // Midnight in Singapore comes at four in the afternoon of the day before.
  app.travelTo('2026-01-30T16:00:00Z')
  await transact(queueDue)
  await app.settle()
  const [summary] = await invoicesOf(customer_id)
  const { body: invoice } = await seller.get(`/invoices/${summary.id}`)
  assert.deepEqual(
    [invoice.kind, invoice.issue_date, invoice.due_date, invoice.reference, invoice.total_amount_cents],
    ['tax_invoice', '2026-01-31', '2026-02-14', 'PO 7', 109_000],
  )
  assert.equal(invoice.lines[0].description, 'Retainer January 2026')
  const { next_date, made_count, version } = await get(id)
  assert.deepEqual([next_date, made_count, version], ['2026-02-28', 1, 1])
  assert.deepEqual(pick(await datesOf(id), 'invoice_date', 'outcome', 'invoice_id', 'invoice_number'), [
    ['2026-01-31', 'issued', invoice.id, invoice.number],
  ])
  assert.equal((await seller.get(`/recurring-invoices?invoice_id=${invoice.id}`)).body.data[0].id, id)
})

test('after the program was down, what was missed is made one after the other, and the anchor is kept', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ first_date: '2026-01-31', lines: [line('Rent {{month}}, {{period}}')] })
  noon('2026-05-02')
  await make()
  const invoices = await invoicesOf(customer_id)
  assert.deepEqual(
    (await datesOf(id)).map((date: { invoice_date: string }) => date.invoice_date),
    ['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31'],
  )
  const described = []
  for (const each of invoices) described.push((await seller.get(`/invoices/${each.id}`)).body.lines[0].description)
  assert.deepEqual(described.toSorted(), [
    'Rent April 2026, 30 Apr 2026 to 30 May 2026',
    'Rent February 2026, 28 Feb 2026 to 30 Mar 2026',
    'Rent January 2026, 31 Jan 2026 to 27 Feb 2026',
    'Rent March 2026, 31 Mar 2026 to 29 Apr 2026',
  ])
  assert.ok(invoices.every(({ issue_date }: { issue_date: string }) => issue_date === '2026-05-02'))
  assert.equal((await get(id)).next_date, '2026-05-31')
})

test('it ends by itself after so many times, and after its last day', async () => {
  noon('2026-01-01')
  const twice = await setUp({ billing_interval: 'week', first_date: '2026-01-05', end_after_count: 2 })
  const until = await setUp({
    billing_interval: 'week',
    interval_count: 2,
    first_date: '2026-01-05',
    end_date: '2026-02-02',
  })
  noon('2026-03-01')
  await make()
  for (const [{ id }, made] of [
    [twice, 2],
    [until, 3],
  ]) {
    const { status, made_count, next_date } = await get(id)
    assert.deepEqual([status, made_count, next_date], ['ended', made, null])
  }
  assert.deepEqual(
    (await datesOf(until.id)).map((date: { invoice_date: string }) => date.invoice_date),
    ['2026-02-02', '2026-01-19', '2026-01-05'],
  )
  const { body } = await seller.get(`/events?subject_id=${twice.id}`)
  assert.deepEqual(pick(body.data, 'name', 'actor_name'), [
    ['recurring_invoice.ended', 'NexusCore'],
    ['recurring_invoice.created', 'Mei Tan'],
  ])
})

test('where a draft is wanted a draft is left, even without an address', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer({ address: null })
  const { id } = await setUp({ customer_id, first_date: '2026-01-01', when_due: 'draft' })
  const [date] = await datesOf(id)
  assert.deepEqual([date.outcome, date.total_amount_cents], ['drafted', 109_000])
  const { body: draft } = await seller.get(`/invoice-drafts/${date.draft_id}`)
  assert.equal(draft.lines[0].description, 'Retainer January 2026')
  await seller.delete(`/invoice-drafts/${date.draft_id}`)
  assert.equal((await datesOf(id))[0].draft_id, null)
})

test('the kind is that of the seller on the day of issue, and so is the rate', async () => {
  const other = await startRecurring({
    is_gst_registered: false,
    gst_reg_no: undefined,
    gst_registered_from: undefined,
  })
  const { customer_id } = await other.setUp()
  other.noon('2026-02-01')
  await other.make()
  const [{ kind, total_amount_cents }] = await other.invoicesOf(customer_id)
  assert.deepEqual([kind, total_amount_cents], ['invoice', 100_000])
})

test('who cannot be invoiced is held with the reason, told of once, and invoiced when that is mended', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer({ name: 'Nowhere LLP', address: null })
  const gone = await addCustomer({ name: 'Gone LLP' })
  const [one, two] = [await setUp({ customer_id }), await setUp({ customer_id: gone })]
  await seller.post(`/customers/${gone}/archive`)
  noon('2026-03-01')
  await make()
  await make()
  assert.deepEqual(pick([await get(one.id), await get(two.id)], 'next_date', 'held_reason', 'held_detail'), [
    ['2026-02-01', 'customer_address_missing', 'Add the address of Nowhere LLP: an invoice must show it.'],
    ['2026-02-01', 'customer_archived', 'The customer is archived: restore them.'],
  ])
  const { body } = await seller.get(`/events?subject_id=${one.id}`)
  assert.deepEqual(pick(body.data, 'name'), [['recurring_invoice.held'], ['recurring_invoice.created']])
  assert.equal((await seller.get('/recurring-invoices?status=held')).body.data.length, 2)
  await seller.patch(`/customers/${customer_id}`, { address: other_address }, { version: 1 })
  await make()
  assert.deepEqual(pick([await get(one.id)], 'next_date', 'held_reason', 'made_count'), [['2026-04-01', null, 2]])
  assert.equal((await invoicesOf(gone)).length, 0)
})

test('beyond what the plan allows it is held, and no number is lost', async () => {
  noon('2026-06-01')
  const limited = await startRecurring()
  const { id, customer_id } = await limited.setUp()
  const limits = JSON.stringify({ seats: null, leads_per_month: null, invoices_per_month: 1 })
  await limited.app.admin.query(
    `insert into app.entitlements (organization_id, plan_code, plan_name, features, limits, subscription_status, updated_at)
     values ($1, 'small', 'Small', '[]', $2, 'active', now())`,
    [limited.seller.organization_id, limits],
  )
  limited.noon('2026-03-05')
  await limited.make()
  assert.deepEqual(pick([await limited.get(id)], 'held_reason', 'made_count'), [['limit_reached', 1]])
  limited.noon('2026-04-01')
  await limited.make()
  assert.deepEqual(pick(await limited.invoicesOf(customer_id), 'number'), [['INV-2026-00001'], ['INV-2026-00002']])
})

test('two workers at once make each date once', async () => {
  noon('2026-01-01')
  const made = []
  for (let i = 0; i < 12; i++) made.push(await setUp({ billing_interval: 'week', first_date: '2026-01-05' }))
  noon('2026-02-01')
  await Promise.all([make(), make(), make()])
  for (const { id, customer_id } of made) {
    assert.deepEqual(
      (await datesOf(id)).map((date: { invoice_date: string }) => date.invoice_date),
      ['2026-01-26', '2026-01-19', '2026-01-12', '2026-01-05'],
    )
    assert.equal((await invoicesOf(customer_id)).length, 4)
  }
  await refuseGaps()
})

test('killed before or after any commit, it is made once when the work is done again', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ billing_interval: 'week', first_date: '2026-01-05' })
  const other = await setUp({ billing_interval: 'week', first_date: '2026-01-05' })
  noon('2026-02-01')
  const killed = new Error('killed')
  for (let last = 1; last < 30; last++) {
    let count = 0
    const dying = async <T>(work: (ctx: Context) => Promise<T>): Promise<T> => {
      const is_last = ++count === last
      const answer = await transact(async (ctx) => {
        const done = await work(ctx)
        // What was sent and not committed goes with the connection.
        if (is_last && last % 2) throw killed
        return done
      })
      if (is_last) throw killed
      return answer
    }
    await makeDue(dying, 1).catch((error: unknown) => assert.equal(error, killed))
  }
  await make()
  for (const each of [id, other.id]) assert.equal((await datesOf(each)).length, 4)
  assert.equal((await invoicesOf(customer_id)).length, 4)
  await refuseGaps()
})

test('a thousand that are due are made a transaction each', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ first_date: '2026-02-01' })
  await app.admin.query(
    `insert into app.recurring_invoices (organization_id, id, customer_id, status, billing_interval, interval_count, first_date,
       next_index, next_date, when_due, currency, lines, total_amount_cents, created_at, updated_at)
     select organization_id, gen_random_uuid(), customer_id, status, billing_interval, interval_count, first_date, next_index,
       next_date, when_due, currency, lines, total_amount_cents, created_at, updated_at
     from app.recurring_invoices, generate_series(2, 1000) where organization_id = $1 and id = $2`,
    [seller.organization_id, id],
  )
  noon('2026-02-01')
  const { rows: before } = await app.admin.query<{ xid: string }>(transactionsOf, [customer_id])
  await make()
  const { rows: after } = await app.admin.query<{ xid: string }>(transactionsOf, [customer_id])
  assert.deepEqual([before.length, after.length], [0, 1_000])
  await refuseGaps()
})

const transactionsOf = `select distinct xmin::text as xid from app.invoices where customer_id = $1`
const other_address = { line1: '1 Raffles Place', postal_code: '048616', country: 'SG' }
const line = (description: string) => ({ description, quantity: '1', unit_price_cents: 10_000 })

async function refuseGaps() {
  const { rows } = await app.admin.query(
    `select count(*)::int as count, count(distinct number)::int as numbers, max(split_part(number, '-', 3)::int) as highest
     from app.invoices where organization_id = $1`,
    [seller.organization_id],
  )
  const { count, numbers, highest } = rows[0]
  assert.deepEqual([numbers, highest], [count, count])
}

test('what is paused or ended waits for nothing, and says no reason any more', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer({ address: null })
  const ids = [(await setUp({ customer_id })).id, (await setUp({ customer_id })).id]
  noon('2026-03-01')
  await make()
  for (const [i, verb] of ['pause', 'end'].entries()) {
    assert.equal((await get(ids[i])).held_reason, 'customer_address_missing')
    const { body } = await seller.post(`/recurring-invoices/${ids[i]}/${verb}`)
    assert.deepEqual([body.held_reason, body.held_detail], [null, null], verb)
  }
})
