import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'
import { chargeDueInterest } from './charge-due-interest.ts'

// verbs: charge-interest, charge-due-interest, take-interest, waive-interest, update-interest-settings
// verbs: update-interest-terms, release-interest

const app = await startApp()
const key = () => ({ key: randomUUID() })
const at = (day: string) => app.travelTo(`${day}T04:00:00Z`)

/** 1,090.00 due on 31 January, on the terms of 8 % after seven days. */
async function withLate(settings: object = {}) {
  at('2026-01-05')
  const owner = await app.signUp()
  const on = { is_enabled: true, rate_bp: 800, grace_days: 7, minimum_cents: 100, ...settings }
  assert.equal((await owner.patch('/interest-settings', on)).status, 200)
  const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100_000 }]
  const { body } = await owner.post('/invoices', { customer_id, due_date: '2026-01-31', lines }, key())
  const invoice = body as { id: string; number: string }
  const pay = (amount_cents: number, payment_date: string) =>
    owner.post('/payments', { invoice_id: invoice.id, amount_cents, payment_date, method: 'paynow' }, key())
  const interest = async (id = invoice.id) => (await owner.get(`/invoices/${id}/interest`)).body
  const charge = () => owner.post(`/invoices/${invoice.id}/charge-interest`, undefined, key())
  return { owner, customer_id, invoice, pay, interest, charge }
}

test('interest is asked for by a debit note that shows how it was worked out, out of the scope of GST', async () => {
  const { owner, invoice, pay, interest, charge } = await withLate()
  at('2026-02-28')
  assert.equal((await pay(59_000, '2026-02-17')).status, 201)
  const { proposal } = await interest()
  assert.deepEqual([proposal.amount_cents, proposal.held_by, proposal.segments.length], [359, null, 2])
  assert.equal((await owner.get('/interest-proposals')).body.data[0].amount_cents, 359)

  const { status, body, text } = await charge()
  assert.equal(status, 201, text)
  assert.deepEqual(
    [body.kind, body.corrects_invoice_id, body.reference, body.total_amount_cents, body.gst_amount_cents],
    ['debit_note', invoice.id, invoice.number, 359, 0],
  )
  assert.equal(body.lines[0].gst_code, 'OS')
  assert.match(body.lines[0].description, /1,090\.00 × 8% × 10\/365 days/)
  const after = await interest()
  assert.equal(after.proposal, null)
  assert.deepEqual([after.charges[0].amount_cents, after.charges[0].debit_note_number], [359, body.number])
  assert.deepEqual((await charge()).body.code, 'interest.nothing')
  const books = (await owner.get('/reports/trial-balance')).body
  assert.equal(books.debit_cents, books.credit_cents)
})

test('the next charge goes on with the next day, and interest earns no interest', async () => {
  const { interest, charge } = await withLate()
  at('2026-02-28')
  const first = await charge()
  at('2026-06-30')
  const { proposal } = await interest()
  assert.deepEqual([proposal.from_date, proposal.to_date], ['2026-03-01', '2026-06-30'])
  assert.equal((await interest(first.body.id)).proposal, null, 'the debit note is months late and grows nothing')
})

test('of two who charge the same days at once one is told, and one debit note is issued', async () => {
  const { owner, charge } = await withLate()
  at('2026-02-28')
  // Logs in again: the session is weeks old, and six who find that at once would get in each other's way.
  await owner.get('/invoices')
  const answers = await Promise.all(Array.from({ length: 6 }, charge))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409])
  const { data } = (await owner.get('/invoices')).body
  assert.equal(data.filter(({ kind }: { kind: string }) => kind === 'debit_note').length, 1)
})

test('what was waived stays waived, with the reason, and only what grows later is proposed', async () => {
  const { owner, invoice, interest, charge } = await withLate()
  at('2026-02-28')
  const waived = await owner.post(`/invoices/${invoice.id}/waive-interest`, { reason: 'A good customer' })
  assert.equal(waived.status, 201, waived.text)
  assert.deepEqual([waived.body.reason, waived.body.debit_note_id], ['A good customer', null])
  assert.equal((await interest()).proposal, null)
  assert.equal((await charge()).status, 409)
  at('2026-03-31')
  assert.equal((await interest()).proposal.from_date, '2026-03-01')
})

test('a debit note for interest that was voided frees its days', async () => {
  const { owner, interest, charge } = await withLate()
  at('2026-02-28')
  const { body } = await charge()
  await owner.post(`/invoices/${body.id}/void`, { reason: 'Promised not to' })
  await app.settle()
  const { proposal, charges } = await interest()
  assert.equal(proposal.from_date, '2026-02-08')
  assert.notEqual(charges[0].cancelled_at, null)
  assert.equal((await charge()).status, 201)
})

test('an older debit note for interest that is voided behind a newer one gives its own days back, and no others', async () => {
  const { owner, interest, charge } = await withLate()
  at('2026-02-28')
  const february = (await charge()).body
  at('2026-03-31')
  const march = (await charge()).body
  await owner.post(`/invoices/${february.id}/void`, { reason: 'Promised not to' })
  await app.settle()
  const daysOf = async () =>
    (await interest()).proposal?.segments.map((each: { from_date: string; to_date: string }) => [
      each.from_date,
      each.to_date,
    ])
  assert.deepEqual(await daysOf(), [['2026-02-08', '2026-02-28']])
  at('2026-04-10')
  assert.deepEqual(await daysOf(), [
    ['2026-02-08', '2026-02-28'],
    ['2026-04-01', '2026-04-10'],
  ])
  const both = await charge()
  assert.equal(both.status, 201, both.text)
  assert.equal(both.body.total_amount_cents > february.total_amount_cents, true)
  assert.equal((await interest()).proposal, null)
  await owner.post(`/invoices/${march.id}/void`, { reason: 'Nor for March' })
  await app.settle()
  assert.deepEqual(await daysOf(), [['2026-03-01', '2026-03-31']])
})

test('too little, a dispute, an exempt customer and what is off are not charged; a customer may have terms of their own', async () => {
  const { owner, customer_id, invoice, interest, charge } = await withLate({ minimum_cents: 50_000 })
  at('2026-02-28')
  assert.equal((await interest()).proposal.held_by, 'minimum')
  assert.equal((await charge()).body.code, 'interest.held')
  const own = { rate_bp: 1_200, grace_days: 0, minimum_cents: 0 }
  assert.equal((await owner.patch(`/customers/${customer_id}/interest-terms`, own)).status, 200)
  const { proposal } = await interest()
  assert.deepEqual([proposal.rate_bp, proposal.from_date, proposal.held_by], [1_200, '2026-02-01', null])
  const dispute = (await owner.post(`/invoices/${invoice.id}/disputes`, { reason: 'Broken' })).body
  assert.equal((await charge()).body.code, 'interest.held')
  await owner.post(`/disputes/${dispute.id}/resolve`, { resolution: 'Mended' })
  await owner.patch(`/customers/${customer_id}/interest-terms`, { is_exempt: true })
  assert.equal((await interest()).proposal, null)
  await owner.patch(`/customers/${customer_id}/interest-terms`, { is_exempt: false })
  await owner.patch('/interest-settings', { is_enabled: false })
  assert.equal((await interest()).proposal, null)
})

test('what was credited was never owed, and what was paid late is charged for its days though it is paid', async () => {
  const { owner, invoice, pay, interest } = await withLate()
  at('2026-03-31')
  await owner.post('/credit-notes', { invoice_id: invoice.id, amount_cents: 54_500, reason: 'Half' }, key())
  await pay(54_500, '2026-02-17')
  const { proposal } = await interest()
  assert.deepEqual(proposal.segments, [
    { from_date: '2026-02-08', to_date: '2026-02-17', days: 10, balance_cents: 54_500 },
  ])
})

test('where it is wanted, a month that has ended is charged by itself, once', async () => {
  const { owner, interest } = await withLate({ is_automatic: true })
  const run = async (day: string) => {
    at(day)
    await app.admin.query(`select graphile_worker.add_job('charge_due_interest')`)
    await app.settle()
  }
  const notes = async () =>
    (await owner.get('/invoices')).body.data.filter(({ kind }: { kind: string }) => kind === 'debit_note')
  await run('2026-02-20')
  assert.equal((await notes()).length, 0, 'February has not ended')
  await run('2026-03-02')
  await run('2026-03-03')
  assert.deepEqual(
    (await notes()).map(({ total_amount_cents }: { total_amount_cents: number }) => total_amount_cents),
    [502],
  )
  const { charges, proposal } = await interest()
  assert.deepEqual(
    [charges[0].to_date, charges[0].decided_by, proposal.from_date],
    ['2026-02-28', 'NexusCore', '2026-03-01'],
  )
})

test('what is proposed comes in pages, the oldest due date first, without what comes to nothing yet', async () => {
  const { owner, customer_id, invoice } = await withLate()
  const late = async (due_date: string, unit_price_cents = 100_000): Promise<string> => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
    return (await owner.post('/invoices', { customer_id, due_date, lines }, key())).body.id
  }
  await late('2026-02-01', 1)
  const [third, fourth] = [await late('2026-02-03'), await late('2026-02-04')]
  at('2026-03-02')
  const pages: string[][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await owner.get(`/interest-proposals?limit=2${cursor && `&cursor=${cursor}`}`)
    pages.push(body.data.map(({ invoice_id }: { invoice_id: string }) => invoice_id))
    cursor = body.next_cursor as string | null
  }
  assert.deepEqual(pages, [[invoice.id, third], [fourth]])
  const whole = (await owner.get('/interest-proposals')).body
  assert.deepEqual([whole.data.length, whole.next_cursor], [3, null])
  const { status, body } = await owner.get('/interest-proposals?cursor=made-up')
  assert.deepEqual([status, body.code], [400, 'request.invalid_cursor'])
})

test('interest that is held starves nobody: those behind it are charged as well', async () => {
  const { owner, customer_id, invoice, interest } = await withLate({ is_automatic: true })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100_000 }]
  const { body: later } = await owner.post('/invoices', { customer_id, due_date: '2026-02-01', lines }, key())
  await owner.post(`/invoices/${invoice.id}/disputes`, { reason: 'Half of it is missing' })
  at('2026-03-02')
  await chargeDueInterest((work) => app.asSystem(owner.organization_id, work), 1)
  assert.equal((await interest()).charges.length, 0)
  assert.equal((await interest(later.id)).charges.length, 1)
})

test('who only looks neither charges nor waives, and a seller who is not registered charges without a GST code', async () => {
  at('2026-01-05')
  const owner = await app.signUp('owner', undefined, {
    is_gst_registered: false,
    gst_reg_no: null,
    gst_registered_from: null,
  })
  await owner.patch('/interest-settings', { is_enabled: true, minimum_cents: 0 })
  const customer_id = (await owner.post('/customers', { name: 'Kaki', address })).body.id
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 100_000 }]
  const { body: invoice } = await owner.post('/invoices', { customer_id, due_date: '2026-01-31', lines }, key())
  at('2026-02-28')
  const viewer = await app.signUp('viewer', owner)
  assert.equal((await viewer.get(`/invoices/${invoice.id}/interest`)).status, 200)
  assert.equal((await viewer.post(`/invoices/${invoice.id}/charge-interest`, undefined, key())).status, 403)
  assert.equal((await viewer.post(`/invoices/${invoice.id}/waive-interest`, { reason: 'x' })).status, 403)
  const charged = await owner.post(`/invoices/${invoice.id}/charge-interest`, undefined, key())
  assert.equal(charged.body.lines[0].gst_code, 'NG')
})
