import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { address, startApp } from '#test/support.ts'

const app = await startApp()
const key = () => ({ key: randomUUID() })

async function withAccount() {
  app.travelTo('2026-01-10T04:00:00Z')
  const seller = await app.signUp()
  const email = `ap-${randomUUID()}@kaki.example`
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki 咖啡', address, email })
  const bill = async (unit_price_cents: number) => {
    const lines = [{ description: 'Work', quantity: '1', unit_price_cents }]
    return (await seller.post('/invoices', { customer_id: customer.id, lines }, key())).body.id as string
  }
  const path = `/customers/${customer.id}/statement`
  return { seller, email, customer, bill, path }
}

test('every document and payment moves the balance, which begins with what was before and agrees with what is due', async () => {
  const { seller, customer, bill, path } = await withAccount()
  const old = await bill(10_000)
  app.travelTo('2026-03-01T04:00:00Z')
  await seller.post('/payments', { invoice_id: old, amount_cents: 900, method: 'paynow', reference: 'FT1' }, key())
  const fresh = await bill(20_000)
  await seller.post('/credit-notes', { invoice_id: fresh, reason: 'Less', amount_cents: 1_800 }, key())
  const more = { customer_id: customer.id, amount_cents: 500, method: 'cash' }
  const { body: payment } = await seller.post('/payments', more, key())
  await seller.post(`/payments/${payment.id}/refunds`, { amount_cents: 100, method: 'cash', reason: 'Too much' }, key())
  const wrong = await bill(5_000)
  await seller.post(`/invoices/${wrong}/void`, { reason: 'Twice' })
  const { body } = await seller.get(`${path}?from=2026-02-01&to=2026-03-01`)
  assert.deepEqual(
    [body.opening_balance_cents, body.lines.map(({ amount_cents }: { amount_cents: number }) => amount_cents)],
    [10_900, body.lines.map(({ amount_cents }: { amount_cents: number }) => amount_cents)],
  )
  assert.deepEqual(body.lines.map(({ kind }: { kind: string }) => kind).toSorted(), [
    'credit_note',
    'invoice',
    'invoice',
    'invoice_voided',
    'payment',
    'payment',
    'refund',
  ])
  assert.equal(body.closing_balance_cents, 10_900 - 900 + 21_800 - 1_800 - 500 + 100)
  assert.equal(body.lines.at(-1).balance_cents, body.closing_balance_cents)
  assert.deepEqual([body.ageing.days_1_30_cents, body.ageing.not_due_cents, body.credit_cents], [10_000, 20_000, 400])
  const { body: balance } = await seller.get(`/customers/${customer.id}/balance`)
  assert.equal(balance.amount_due_cents - balance.credit_cents, body.closing_balance_cents)
  const { body: before } = await seller.get(`${path}?from=2026-01-01&to=2026-01-31`)
  assert.deepEqual([before.closing_balance_cents, before.ageing.not_due_cents], [10_900, 10_900])
  assert.equal((await seller.get(`${path}?from=2026-03-02&to=2026-03-01`)).body.code, 'statements.invalid')
  const { body: first } = await seller.get(`${path}?to=0001-01-02`)
  assert.deepEqual([first.from_date, first.closing_balance_cents], ['0001-01-01', 0])
})

test('comes as a PDF, and by mail', async () => {
  const { seller, email, customer, bill, path } = await withAccount()
  await bill(10_000)
  const pdf = await seller.get(`${path}/pdf?download=1`)
  assert.deepEqual([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
  const sent = await seller.post(`/customers/${customer.id}/send-statement`, {}, key())
  assert.equal(sent.status, 202, sent.text)
  await app.settle()
  const { rows } = await app.admin.query(
    `select attachments -> 0 ->> 'filename' as file from app.mailbox_messages where recipient = $1`,
    [email],
  )
  assert.deepEqual(rows, [{ file: 'Statement 2026-01-10.pdf' }])
})

test('is mailed for the days and to the address that are named, leads to where it is live, and is told of', async () => {
  const { seller, customer, bill } = await withAccount()
  await bill(10_000)
  await seller.patch('/portal-settings', { is_enabled: true, modules: ['statement'] })
  const recipient = `boss-${randomUUID()}@kaki.example`
  const days = { from: '2026-01-02', to: '2026-01-09' }
  const sent = await seller.post(`/customers/${customer.id}/send-statement`, { recipient, ...days }, key())
  assert.equal(sent.body.recipient, recipient, sent.text)
  await app.settle()
  const { rows } = await app.admin.query<{ file: string; text: string }>(
    `select attachments -> 0 ->> 'filename' as file, text_body as text from app.mailbox_messages where recipient = $1`,
    [recipient],
  )
  assert.equal(rows[0]!.file, 'Statement 2026-01-09.pdf')
  assert.match(rows[0]!.text, /from 2 Jan 2026 to 9 Jan 2026/)
  assert.match(rows[0]!.text, /\/portal\/\S+\/statement/)
  const { rows: papers } = await app.admin.query<{ from: string }>(
    `select attachments -> 0 ->> 'from' as from from app.customer_mails where id = $1`,
    [sent.body.id],
  )
  assert.equal(papers[0]!.from, '2026-01-02')
  const told = (await seller.events()).find(({ name }) => name === 'statement.sent')
  const data = told!.data as { id: string; recipient: string }
  assert.deepEqual([data.id, data.recipient], [customer.id, recipient])
})

test('without an address nobody is written to, and the answer says what to add', async () => {
  const seller = await app.signUp()
  const { body: customer } = await seller.post('/customers', { name: 'Kopi Kaki', address })
  const { status, body } = await seller.post(`/customers/${customer.id}/send-statement`, {}, key())
  assert.deepEqual([status, body.errors[0].pointer], [422, '/recipient'])
})
