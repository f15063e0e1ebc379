import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

// verbs: agree-draft, bill-part, preview-part, end-agreement, reopen-agreement, release-part, work-out-part

const app = await startApp()
const key = () => ({ key: randomUUID() })

/** 10,000.01 before GST on three lines, one of them zero-rated, agreed from a draft. */
async function withAgreement() {
  app.travelTo('2026-11-22T04:00:00Z')
  const owner = await app.signUp()
  const customer_id = (await owner.post('/customers', { name: 'Kopi Kaki', address })).body.id as string
  const lines = [
    { description: 'Cabinets', quantity: '3', unit: 'piece', unit_price_cents: 200_000 },
    { description: 'Fitting', quantity: '1', unit_price_cents: 300_001 },
    { description: 'Shipping abroad', quantity: '1', unit_price_cents: 100_000, gst_code: 'ZR' },
  ]
  const draft = (await owner.post('/invoice-drafts', { customer_id, reference: 'PO 7', lines })).body
  const agreed = await owner.post(`/invoice-drafts/${draft.id}/agree`, { title: 'Kitchen' }, key())
  assert.equal(agreed.status, 201, agreed.text)
  const at = `/agreements/${agreed.body.id}`
  const bill = (part: object) => owner.post(`${at}/bill-part`, part, key())
  const read = async () => (await owner.get(at)).body
  return { owner, customer_id, draft, at, bill, read, agreed: agreed.body }
}

const sum = <T>(rows: T[], cents: (row: T) => number) => rows.reduce((total, row) => total + cents(row), 0)

test('a draft becomes an agreed total, once', async () => {
  const { owner, draft, agreed } = await withAgreement()
  assert.deepEqual(
    [agreed.title, agreed.status, agreed.subtotal_cents, agreed.billed_cents, agreed.remaining_cents],
    ['Kitchen', 'open', 1_000_001, 0, 1_000_001],
  )
  assert.equal(agreed.lines[0].description, 'Cabinets (3 piece)')
  assert.equal((await owner.post(`/invoice-drafts/${draft.id}/agree`, { title: 'Kitchen' }, key())).status, 404)
  const { data } = (await owner.get('/agreements')).body
  assert.deepEqual([data.length, data[0].part_count], [1, 0])
})

test('deposit, milestone and the rest come to the agreed total, and each accounts for the GST on itself alone', async () => {
  const { owner, bill, read } = await withAgreement()
  const deposit = await bill({ kind: 'deposit', percent_bp: 3_000 })
  assert.equal(deposit.status, 201, deposit.text)
  assert.equal(deposit.body.subtotal_cents, 300_000)
  assert.equal(deposit.body.reference, 'PO 7')
  assert.match(
    deposit.body.lines[0].description,
    /^Deposit \(30%\)\nCabinets \(3 piece\)\nAgreed 6,000\.00, billed before 0\.00$/,
  )
  const milestone = await bill({ kind: 'progress', amount_cents: 333_333, label: 'Design approved' })
  const progress = {
    title: 'Kitchen',
    agreed_cents: 1_000_001,
    billed_before_cents: 300_000,
    billed_before_numbers: ['INV-2026-00001'],
    remaining_cents: 366_668,
  }
  assert.deepEqual(milestone.body.progress, progress)
  const rest = await bill({ kind: 'final' })
  assert.equal(rest.body.subtotal_cents, 366_668)
  const invoices = [deposit.body, milestone.body, rest.body]
  assert.equal(
    sum(invoices, ({ subtotal_cents }) => subtotal_cents),
    1_000_001,
  )
  for (const { gst_breakdown } of invoices)
    for (const group of gst_breakdown)
      assert.equal(group.gst_cents, Math.round((group.taxable_cents * group.gst_rate_bp) / 10_000))
  const taxable = (code: string) =>
    sum(
      invoices.flatMap(({ gst_breakdown }) => gst_breakdown),
      (group) => (group.gst_code === code ? group.taxable_cents : 0),
    )
  assert.deepEqual([taxable('SR'), taxable('ZR')], [900_001, 100_000])
  const { status, remaining_cents, parts, lines } = await read()
  assert.deepEqual([status, remaining_cents, parts.length], ['billed', 0, 3])
  assert.ok(
    lines.every((line: { amount_cents: number; billed_cents: number }) => line.amount_cents === line.billed_cents),
  )
  assert.equal((await bill({ kind: 'final' })).body.code, 'agreements.nothing_left')
  const books = (await owner.get('/reports/trial-balance')).body
  assert.equal(books.debit_cents, books.credit_cents)
})

test('of many who bill at once none bills more than was agreed', async () => {
  const { bill, read } = await withAgreement()
  const answers = await Promise.all(Array.from({ length: 6 }, () => bill({ kind: 'progress', percent_bp: 3_000 })))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 201, 409, 409, 409])
  assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'agreements.too_much'))
  const { billed_cents, parts } = await read()
  assert.deepEqual([billed_cents, parts.length], [900_000, 3])
})

test('the credit note of a deposit, or voiding a part, frees as much to be billed again', async () => {
  const { owner, bill, read } = await withAgreement()
  const deposit = (await bill({ kind: 'deposit', percent_bp: 3_000 })).body
  const note = await owner.post(
    '/credit-notes',
    { invoice_id: deposit.id, amount_cents: 108_100, reason: 'Less work' },
    key(),
  )
  assert.equal(note.status, 201, note.text)
  await app.settle()
  const freed = await read()
  assert.equal(freed.parts[0].released_cents, note.body.subtotal_cents)
  assert.equal(freed.billed_cents, 300_000 - note.body.subtotal_cents)
  const part = (await bill({ kind: 'progress', amount_cents: 100_000 })).body
  await owner.post(`/invoices/${part.id}/void`, { reason: 'Too early' })
  // Before the job that follows has run, too.
  const rest = await bill({ kind: 'final' })
  assert.equal(rest.body.subtotal_cents, 1_000_001 - 300_000 + note.body.subtotal_cents)
  assert.equal((await read()).status, 'billed')
  const names = (await owner.events()).map(({ name }) => name)
  assert.ok(names.includes('agreement.released'))
})

test('money that came before the invoice decides the rate of GST', async () => {
  const { bill } = await withAgreement()
  const { body } = await bill({ kind: 'deposit', amount_cents: 100_000, paid_on_date: '2023-12-30' })
  assert.equal(body.tax_point_date, '2023-12-30')
  assert.deepEqual(
    body.gst_breakdown.map(({ gst_rate_bp }: { gst_rate_bp: number }) => gst_rate_bp),
    [800, 0],
  )
  assert.equal((await bill({ kind: 'final', paid_on_date: '2026-11-23' })).status, 422)
})

test('the preview is what is billed, and says what remains', async () => {
  const { owner, at, bill } = await withAgreement()
  await bill({ kind: 'deposit', percent_bp: 2_500 })
  const part = { kind: 'progress', percent_bp: 5_000 }
  const { body: preview } = await owner.post(`${at}/preview-part`, part)
  const { body: invoice } = await bill(part)
  assert.deepEqual(
    [preview.subtotal_cents, preview.gst_amount_cents, preview.total_amount_cents],
    [invoice.subtotal_cents, invoice.gst_amount_cents, invoice.total_amount_cents],
  )
  assert.deepEqual([preview.billed_before_cents, preview.remaining_cents], [250_000, 1_000_001 - 250_000 - 500_001])
})

test('refuses more than remains, nothing, both ways of saying how much, and whatever follows an end', async () => {
  const { owner, at, bill, read } = await withAgreement()
  assert.deepEqual((await bill({ kind: 'progress', amount_cents: 1_000_002 })).body.code, 'agreements.too_much')
  assert.equal((await bill({ kind: 'progress', amount_cents: 0 })).status, 422)
  assert.equal((await bill({ kind: 'progress' })).body.errors[0].pointer, '/percent_bp')
  assert.equal((await bill({ kind: 'deposit', percent_bp: 1_000, amount_cents: 5 })).status, 422)
  assert.equal((await bill({ kind: 'final', percent_bp: 1_000 })).status, 422)
  await bill({ kind: 'deposit', percent_bp: 1_000 })
  assert.equal((await owner.post(`${at}/end`, { reason: 'Given up' })).status, 200)
  const { status, end_reason } = await read()
  assert.deepEqual([status, end_reason], ['ended', 'Given up'])
  assert.equal((await bill({ kind: 'final' })).body.code, 'agreements.ended')
  const viewer = await app.signUp('viewer', owner)
  assert.equal((await viewer.get(at)).status, 200)
  assert.equal((await viewer.post(`${at}/bill-part`, { kind: 'final' }, key())).status, 403)
})

test('what a part said of the whole stays as it was at issue, on its paper too', async () => {
  const { owner, bill } = await withAgreement()
  const deposit = (await bill({ kind: 'deposit', percent_bp: 3_000 })).body
  const milestone = (await bill({ kind: 'progress', amount_cents: 333_333 })).body
  await owner.post(`/invoices/${deposit.id}/void`, { reason: 'Too early' })
  await app.settle()
  assert.deepEqual((await owner.get(`/invoices/${milestone.id}`)).body.progress, milestone.progress)
  const { rows } = await app.admin.query<{ may_update: boolean }>(
    `select has_column_privilege('app_user', 'app.invoices', 'progress', 'update') as may_update`,
  )
  assert.equal(rows[0]!.may_update, false)
})

test('an agreement that was ended is reopened, and its rest is billed', async () => {
  const { owner, at, bill, read } = await withAgreement()
  assert.equal((await owner.post(`${at}/reopen`)).body.code, 'agreements.not_ended')
  await bill({ kind: 'deposit', percent_bp: 3_000 })
  await owner.post(`${at}/end`, { reason: 'Customer stopped' })
  assert.equal((await bill({ kind: 'final' })).body.code, 'agreements.ended')
  const reopened = await owner.post(`${at}/reopen`)
  assert.deepEqual([reopened.status, reopened.body.status, reopened.body.end_reason], [200, 'open', null])
  assert.equal((await bill({ kind: 'final' })).status, 201)
  assert.equal((await read()).status, 'billed')
  assert.ok((await owner.events()).some(({ name }) => name === 'agreement.reopened'))
})
