import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startRecurring } from './recurring-fixture.ts'

// verbs: create-recurring-invoice, update-recurring-invoice, preview-recurring-invoice, pause-recurring-invoice, resume-recurring-invoice, end-recurring-invoice, make-due

const { app, seller, noon, addCustomer, lines, ask, setUp, make, get, datesOf, invoicesOf } = await startRecurring()
const path = (id: string) => `/recurring-invoices/${id}`
const change = (id: string, body: object, version: number) => seller.patch(path(id), body, { version })
const days = async (id: string) =>
  (await datesOf(id)).map(({ invoice_date, outcome }: Record<string, string>) => `${invoice_date} ${outcome}`)

test('a recurring invoice that begins today is made at once, and only once for one key', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const body = { customer_id, billing_interval: 'quarter', first_date: '2026-01-01', when_due: 'issue', lines }
  const key = randomUUID()
  const first = await seller.post('/recurring-invoices', body, { key })
  const again = await seller.post('/recurring-invoices', body, { key })
  assert.deepEqual([first.status, again.body.id, first.body.next_date], [201, first.body.id, '2026-04-01'])
  assert.equal((await invoicesOf(customer_id)).length, 1)
  assert.equal((await seller.post('/recurring-invoices', body)).body.code, 'request.idempotency_key_required')
  const { lines: kept, total_amount_cents, made_count, status } = await get(first.body.id)
  assert.deepEqual([kept, total_amount_cents, made_count, status], [lines, 109_000, 1, 'active'])
})

test('whatever is wrong with a recurring invoice is said at once, field by field', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const good = { customer_id, billing_interval: 'month', first_date: '2026-02-01', when_due: 'issue', lines }
  const pointers = async (changes: object) => {
    const { status, body } = await ask({ ...good, ...changes })
    assert.equal(status, 422, JSON.stringify(body))
    return body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)
  }
  assert.deepEqual(await pointers({ first_date: '2025-12-31' }), ['/first_date too_early'])
  assert.deepEqual(await pointers({ first_date: '2036-01-02' }), ['/first_date too_late'])
  assert.deepEqual(await pointers({ end_date: '2026-03-01', end_after_count: 2 }), ['/end_date too_many'])
  assert.deepEqual(await pointers({ customer_id: randomUUID() }), ['/customer_id not_found'])
  const wrong = { end_date: '2026-01-15', reference: 'PO {{nmonth}}', notes: '{{month}}'.repeat(200) }
  const bare = [{ description: '', quantity: '0', unit_price_cents: 100 }]
  assert.deepEqual(await pointers({ ...wrong, lines: bare }), [
    '/end_date too_early',
    '/reference unknown_placeholder',
    '/notes too_long',
    '/lines/0/description required',
    '/lines/0/quantity required',
  ])
  // A person completes a draft; nobody completes what issues itself.
  assert.equal((await ask({ ...good, when_due: 'draft', lines: bare })).status, 201)
  const nowhere = await addCustomer({ address: null })
  assert.equal((await ask({ ...good, customer_id: nowhere })).status, 201)
  const today = await ask({ ...good, customer_id: nowhere, first_date: '2026-01-01' })
  assert.deepEqual([today.status, today.body.code], [422, 'invoices.incomplete'])
  await seller.post(`/customers/${nowhere}/archive`)
  assert.deepEqual(await pointers({ customer_id: nowhere }), ['/customer_id archived'])
})

test('an edit changes what comes and nothing that was made, and two edits at once do not mix', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ first_date: '2026-01-01' })
  const dearer = [{ ...lines[0]!, unit_price_cents: 60_000 }]
  const { body: edited } = await change(id, { lines: dearer, notes: 'From {{month}}' }, 1)
  assert.deepEqual([edited.version, edited.total_amount_cents, edited.next_date], [2, 130_800, '2026-02-01'])
  assert.equal((await change(id, { notes: 'Mine' }, 1)).status, 412)
  noon('2026-02-01')
  await make()
  const totals = (await invoicesOf(customer_id)).map((each: { total_amount_cents: number }) => each.total_amount_cents)
  assert.deepEqual(totals, [109_000, 130_800])
  const { body } = await seller.get(`/events?subject_id=${id}`)
  assert.deepEqual(body.data[0].changes.total_amount_cents, { before: 109_000, after: 130_800 })
})

test('another interval counts from the next date, another first date from that', async () => {
  noon('2026-01-01')
  const { id } = await setUp({ first_date: '2026-01-01' })
  const { body: weekly } = await change(id, { billing_interval: 'week' }, 1)
  assert.deepEqual([weekly.first_date, weekly.next_date], ['2026-02-01', '2026-02-01'])
  const { body: moved } = await change(id, { first_date: '2026-03-31', billing_interval: 'month' }, 2)
  assert.deepEqual([moved.first_date, moved.next_date], ['2026-03-31', '2026-03-31'])
  assert.equal((await change(id, { first_date: '2026-01-01' }, 3)).body.errors[0].code, 'too_early')
  assert.equal((await change(id, { end_after_count: 1 }, 3)).body.errors[0].code, 'too_small')
  noon('2026-05-01')
  await make()
  assert.deepEqual(await days(id), ['2026-04-30 issued', '2026-03-31 issued', '2026-01-01 issued'])
  assert.equal((await change(id, { end_date: '2026-05-15' }, 3)).body.errors[0].code, 'too_early')
})

test('what passes while paused is skipped and said; what waited before waits on', async () => {
  noon('2026-01-01')
  const { id, customer_id } = await setUp({ billing_interval: 'week', first_date: '2026-01-05', end_after_count: 4 })
  noon('2026-01-06')
  const { body: paused } = await seller.post(`${path(id)}/pause`)
  assert.deepEqual([paused.status, paused.next_date, paused.held_reason], ['paused', null, null])
  assert.equal((await seller.post(`${path(id)}/pause`)).body.code, 'recurring_invoices.illegal_move')
  noon('2026-01-26')
  await make()
  assert.deepEqual(await invoicesOf(customer_id), [])
  const { body: resumed } = await seller.post(`${path(id)}/resume`)
  assert.deepEqual(resumed.skipped_dates, ['2026-01-12', '2026-01-19'])
  assert.equal(resumed.recurring_invoice.next_date, '2026-01-05')
  await make()
  assert.deepEqual(await days(id), [
    '2026-01-26 issued',
    '2026-01-19 skipped',
    '2026-01-12 skipped',
    '2026-01-05 issued',
  ])
  const { made_count, next_date } = await get(id)
  assert.deepEqual([made_count, next_date], [2, '2026-02-02'])
})

test('what was ended by mistake is resumed, and not when no date is left', async () => {
  noon('2026-01-01')
  const { id } = await setUp({ end_date: '2026-03-15' })
  const { body: ended } = await seller.post(`${path(id)}/end`)
  assert.deepEqual([ended.status, ended.next_date], ['ended', null])
  assert.deepEqual((await seller.get(`${path(id)}/preview`)).body.next_dates, [])
  const { body } = await seller.post(`${path(id)}/resume`)
  assert.deepEqual([body.recurring_invoice.next_date, body.skipped_dates], ['2026-02-01', []])
  await seller.post(`${path(id)}/pause`)
  noon('2026-04-01')
  assert.equal((await seller.post(`${path(id)}/resume`)).body.code, 'recurring_invoices.is_over')
  const { version } = await get(id)
  await change(id, { end_date: null }, version)
  const again = await seller.post(`${path(id)}/resume`)
  assert.deepEqual(again.body.skipped_dates, ['2026-02-01', '2026-03-01'])
  assert.equal(again.body.recurring_invoice.next_date, '2026-04-01')
})

test('the preview shows the dates to come and the next invoice as it will be on its day', async () => {
  noon('2023-12-15')
  const old = await startRecurring()
  old.noon('2023-12-15')
  // The rate went from 8 % to 9 % on 1 January 2024.
  const terms = { billing_interval: 'month', first_date: '2023-12-31', end_after_count: 3, when_due: 'issue', lines }
  const { body: unsaved } = await old.seller.post('/recurring-invoices/preview', terms)
  assert.deepEqual(unsaved.next_dates, ['2023-12-31', '2024-01-31', '2024-02-29'])
  assert.equal(unsaved.invoice.total_amount_cents, 108_000)
  assert.deepEqual(
    unsaved.invoice.missing.map(({ pointer }: { pointer: string }) => pointer),
    ['/customer_id'],
  )
  const { id, customer_id } = await old.setUp(terms)
  old.noon('2023-12-31')
  await old.make()
  const { body: saved } = await old.seller.get(`${path(id)}/preview`)
  const { lines: shown, total_amount_cents, issue_date, due_date, missing } = saved.invoice
  assert.deepEqual(
    [saved.next_dates, shown[0].description, total_amount_cents, issue_date, due_date, missing],
    [['2024-01-31', '2024-02-29'], 'Retainer January 2024', 109_000, '2024-01-31', '2024-02-14', []],
  )
  old.noon('2024-01-31')
  await old.make()
  const invoices = await old.invoicesOf(customer_id)
  assert.equal(invoices.at(-1).total_amount_cents, total_amount_cents)
})

test('recurring invoices are listed newest first, by customer and state', async () => {
  noon('2026-01-01')
  const customer_id = await addCustomer()
  const [one, two, three] = [await setUp({ customer_id }), await setUp({ customer_id }), await setUp({ customer_id })]
  await seller.post(`${path(two.id)}/pause`)
  const ids = async (query: string) => {
    const { data, next_cursor } = (await seller.get(`/recurring-invoices?customer_id=${customer_id}${query}`)).body
    return [data.map(({ id }: { id: string }) => id), next_cursor]
  }
  assert.deepEqual(await ids(''), [[three.id, two.id, one.id], null])
  assert.deepEqual(await ids('&status=paused'), [[two.id], null])
  const [, cursor] = await ids('&limit=2')
  assert.deepEqual(await ids(`&limit=2&cursor=${cursor}`), [[one.id], null])
})

test('who may not issue invoices sets up nothing that does, and others see nothing of it', async () => {
  noon('2026-01-01')
  const { id } = await setUp()
  const viewer = await app.signUp('viewer', seller)
  assert.equal((await viewer.get(path(id))).status, 200)
  assert.equal((await viewer.post(`${path(id)}/pause`)).status, 403)
  const stranger = await app.signUp()
  assert.equal((await stranger.get(path(id))).status, 404)
  assert.equal((await stranger.get(`${path(id)}/dates`)).status, 404)
  assert.equal((await stranger.post(`${path(id)}/end`)).status, 404)
})
