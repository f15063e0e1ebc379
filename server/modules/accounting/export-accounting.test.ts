import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { centsOf, readCsv } from '#test/read-csv.ts'
import { address, type Person, startApp } from '#test/support.ts'

// verbs: export-accounting, update-accounting-settings

const app = await startApp()
const key = () => ({ key: randomUUID() })

async function post(owner: Person, path: string, body: object) {
  const answer = await owner.post(path, body, key())
  assert.ok(answer.status < 300, `${path}: ${answer.text}`)
  return answer.body
}

/** Invoices that round badly, one void, one corrected both ways, and money that went every way there is. */
async function withBooks() {
  const owner = await app.signUp()
  const customer = await post(owner, '/customers', { name: 'Tan, "Mei" & Co', address, phone: '+6561234567' })
  const evil = await post(owner, '/customers', { name: '=HYPERLINK("x")', address, email: 'x@example.com' })
  const line = (description: string, quantity: string, unit_price_cents: number, more: object = {}) => ({
    description,
    quantity,
    unit_price_cents,
    ...more,
  })
  const mixed = await post(owner, '/invoices', {
    customer_id: customer.id,
    lines: [
      line('Thirds', '0.333333', 10_001),
      line('Hours', '2.5', 3333),
      line('Less', '3', 999, { discount_cents: 7 }),
      line('Export', '1', 5_000, { gst_code: 'ZR' }),
      line('@sum', '1', 3),
    ],
  })
  const other = await post(owner, '/invoices', { customer_id: evil.id, lines: [line('Work', '1', 100_000)] })
  const gone = await post(owner, '/invoices', { customer_id: evil.id, lines: [line('Never', '1', 77_700)] })
  await post(owner, `/invoices/${gone.id}/void`, { reason: 'Not ordered' })
  await post(owner, `/invoices/${other.id}/debit-notes`, { reason: 'More hours', lines: [line('More', '1', 1_111)] })
  await post(owner, '/credit-notes', { invoice_id: other.id, amount_cents: 3_333, reason: 'Less done' })
  await post(owner, '/payments', { invoice_id: mixed.id, amount_cents: 1_000, method: 'cash' })
  const wire = {
    customer_id: evil.id,
    amount_cents: 50_000,
    method: 'bank_transfer',
    reference: '=1+1',
    payer_name: 'KAKI',
  }
  const paid = await post(owner, '/payments', {
    ...wire,
    allocations: [{ invoice_id: other.id, amount_cents: 40_000 }],
  })
  await post(owner, `/payments/${paid.id}/refunds`, {
    amount_cents: 2_000,
    method: 'bank_transfer',
    reason: 'Too much',
  })
  const bad = await post(owner, '/invoices', { customer_id: evil.id, lines: [line('Gone', '1', 20_000)] })
  const hope = await post(owner, '/invoices', { customer_id: evil.id, lines: [line('Back', '1', 30_000)] })
  for (const { id } of [bad, hope]) await post(owner, `/invoices/${id}/write-off`, { reason: 'Insolvent' })
  await post(owner, `/invoices/${hope.id}/reinstate`, {})
  const wrong = await post(owner, '/payments', { customer_id: evil.id, amount_cents: 900, method: 'paynow' })
  await post(owner, `/payments/${wrong.id}/reverse`, { reason: 'Of somebody else' })
  return { owner, customer, evil, mixed, other }
}

const file = async (owner: Person, query: string) => {
  const answer = await owner.get(`/accounting-exports/file?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return readCsv(answer.text)
}
const sum = (rows: Record<string, string>[], cents: (row: Record<string, string>) => number) =>
  rows.reduce((total, row) => total + cents(row), 0)
const sumOf = (rows: Record<string, string>[], column: string) => sum(rows, (row) => centsOf(row[column]!))

async function balances(owner: Person): Promise<Record<string, number>> {
  const { accounts } = (await owner.get('/reports/trial-balance')).body
  return Object.fromEntries(
    accounts.map((each: { account: string; balance_cents: number }) => [each.account, each.balance_cents]),
  )
}

test('what Xero takes in comes to what the books say, document by document and account by account', async () => {
  const { owner, mixed } = await withBooks()
  const books = await balances(owner)
  const invoices = await file(owner, 'system=xero&content=invoices')
  const notes = await file(owner, 'system=xero&content=credit_notes')
  // As Xero works a line out: quantity times price, to the cent.
  const net = (row: Record<string, string>) => Math.round(Number(row['*Quantity']) * centsOf(row['*UnitAmount']!))
  assert.equal(sum(invoices, net) + sum(notes, net), -books.revenue!)
  assert.equal(sumOf(invoices, 'TaxAmount') + sumOf(notes, 'TaxAmount'), -books.gst_output!)
  const ofMixed = invoices.filter((row) => row['*InvoiceNumber'] === mixed.number)
  assert.equal(sum(ofMixed, net) + sumOf(ofMixed, 'TaxAmount'), mixed.total_amount_cents)
  assert.deepEqual(
    ofMixed.map((row) => [row['*Quantity'], row['*UnitAmount'], row['*TaxType'], row['*AccountCode']]),
    [
      ['1', '33.34', 'Standard-Rated Supplies', '200'],
      ['1', '83.33', 'Standard-Rated Supplies', '200'],
      ['1', '29.90', 'Standard-Rated Supplies', '200'],
      ['1', '50.00', 'Zero-Rated Supplies', '200'],
      ['1', '0.03', 'Standard-Rated Supplies', '200'],
    ],
  )
  assert.equal(ofMixed[0]!['*InvoiceDate'], '22/11/2026')
  assert.ok(notes.every((row) => row['*UnitAmount']!.startsWith('-')))
  assert.ok(!invoices.some((row) => row['*Description'] === 'Never'), 'a void invoice is left out')

  for (const account of ['bank', 'cash', 'stripe_balance']) {
    const statement = await file(owner, `system=xero&content=payments&account=${account}`)
    assert.equal(sumOf(statement, '*Amount'), books[account], account)
  }

  const writeOffs = await file(owner, 'system=xero&content=write_offs')
  assert.equal(sum(writeOffs, net), -books.bad_debts!)
  assert.deepEqual(
    writeOffs.map((row) => [row['*InvoiceNumber'], row['*UnitAmount'], row['*AccountCode'], row['*TaxType']]),
    [
      ['INV-2026-00004-W1', '-218.00', 'BADDEBTS', 'No Tax'],
      ['INV-2026-00005-W1', '-327.00', 'BADDEBTS', 'No Tax'],
      ['INV-2026-00005-W2', '327.00', 'BADDEBTS', 'No Tax'],
    ],
  )
  const { body: preview } = await owner.get('/accounting-exports/preview?system=xero&content=write_offs')
  assert.deepEqual([preview.count, preview.amount_cents], [3, books.bad_debts])
})

test('what QuickBooks takes in comes to what the books say, and every journal entry balances', async () => {
  const { owner } = await withBooks()
  const books = await balances(owner)
  const invoices = await file(owner, 'system=quickbooks&content=invoices')
  const notes = await file(owner, 'system=quickbooks&content=credit_notes')
  assert.equal(sumOf(invoices, '*ItemAmount') - sumOf(notes, '*ItemAmount'), -books.revenue!)
  assert.equal(sumOf(invoices, 'ItemTaxAmount') - sumOf(notes, 'ItemTaxAmount'), -books.gst_output!)

  const journal = await file(owner, 'system=quickbooks&content=payments')
  const balanceOf = (rows: Record<string, string>[]) => sumOf(rows, '*Debits') - sumOf(rows, '*Credits')
  const account = (name: string) => journal.filter((row) => row['*AccountName'] === name)
  assert.equal(balanceOf(account('Bank')), books.bank)
  assert.equal(balanceOf(account('Petty cash')), books.cash)
  const given_up = await file(owner, 'system=quickbooks&content=write_offs')
  assert.equal(balanceOf(given_up.filter((row) => row['*AccountName'] === 'Bad debts')), books.bad_debts)
  const entries = Map.groupBy([...journal, ...given_up], (row) => row['*JournalNo'] ?? '')
  assert.equal(entries.size, 8)
  for (const [number, rows] of entries) {
    assert.equal(balanceOf(rows), 0, number)
    assert.ok(number.length <= 21, number)
    assert.ok(rows.every((row) => (row['*AccountName'] === 'Accounts Receivable (A/R)') === (row.Name !== '')))
  }
  // Invoices less credit notes less payments is what customers owe, less what they paid too much.
  const owed = sumOf(invoices, '*ItemAmount') + sumOf(invoices, 'ItemTaxAmount')
  const credited = sumOf(notes, '*ItemAmount') + sumOf(notes, 'ItemTaxAmount')
  const receivable = balanceOf([...journal, ...given_up].filter(({ Name }) => Name !== ''))
  assert.equal(owed - credited + receivable, books.receivables! + books.customer_credits!)
})

test('SEC-095 no name, line or reference becomes a formula in what is exported', async () => {
  const { owner } = await withBooks()
  for (const system of ['xero', 'quickbooks'])
    for (const content of ['invoices', 'credit_notes', 'payments', 'write_offs', 'contacts']) {
      const rows = await file(owner, `system=${system}&content=${content}`)
      assert.ok(rows.length > 0, `${system} ${content}`)
      for (const cell of rows.flatMap((row) => Object.values(row)))
        assert.ok(!/^[=+@\t\r]/.test(cell) && (!cell.startsWith('-') || /^-[\d.]+$/.test(cell)), `${content}: ${cell}`)
    }
})

test('contacts bring their address, telephone and terms', async () => {
  const { owner } = await withBooks()
  const [xero] = await file(owner, 'system=xero&content=contacts')
  assert.deepEqual(
    [xero!['*ContactName'], xero!.POAddressLine1, xero!.POCountry, xero!.PhoneNumber, xero!.DueDateSalesTerm],
    ['Tan, "Mei" & Co', '10 Anson Road', 'Singapore', '65 61234567', 'Days After'],
  )
  const [quickbooks] = await file(owner, 'system=quickbooks&content=contacts')
  assert.deepEqual([quickbooks!.Name, quickbooks!.Street], ['Tan,  Mei  & Co', '10 Anson Road, #05-17'])
})

test('the same question gives the same bytes, of any number of documents and of its days alone', async () => {
  const owner = await app.signUp()
  const customer = await post(owner, '/customers', { name: 'Kopi Kaki', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 101 }]
  for (let i = 0; i < 205; i++) await post(owner, '/invoices', { customer_id: customer.id, lines })
  app.travelTo('2026-11-23T04:00:00Z')
  await post(owner, '/invoices', { customer_id: customer.id, lines })
  const path = '/accounting-exports/file?system=xero&content=invoices'
  const { text } = await owner.get(path)
  assert.equal((await owner.get(path)).text, text)
  assert.equal(new Set(readCsv(text).map((row) => row['*InvoiceNumber'])).size, 206)
  assert.equal((await file(owner, 'system=xero&content=invoices&from=2026-11-23')).length, 1)
  assert.equal((await file(owner, 'system=xero&content=invoices&to=2026-11-22')).length, 205)
  app.travelTo('2026-11-22T04:00:00Z')
})

test('what was exported before is said, and can be left out', async () => {
  const { owner } = await withBooks()
  const ask = '/accounting-exports/preview?system=xero&content=invoices'
  const { body: first } = await owner.get(ask)
  assert.deepEqual([first.count, first.exported_before_count, first.void_count, first.last_export], [5, 0, 1, null])
  await file(owner, 'system=xero&content=invoices')
  app.travelTo('2026-11-24T04:00:00Z')
  const customer = await post(owner, '/customers', { name: 'Late', address })
  const lines = [{ description: 'Work', quantity: '1', unit_price_cents: 500, gst_code: 'ZR' }]
  await post(owner, '/invoices', { customer_id: customer.id, lines })
  const { body: second } = await owner.get(ask)
  assert.deepEqual([second.count, second.exported_before_count], [6, 5])
  assert.equal(second.last_export.amount_cents, first.amount_cents)
  assert.equal(second.last_export.exported_by, 'Mei Tan')
  const { body: fresh } = await owner.get(`${ask}&is_new=true`)
  assert.deepEqual([fresh.count, fresh.exported_before_count], [1, 0], 'only what is new')
  assert.equal(
    (await owner.get('/accounting-exports/preview?system=quickbooks&content=invoices')).body.last_export,
    null,
  )
  assert.equal((await owner.get('/accounting-exports')).body.data.length, 1)
  assert.ok((await owner.events()).some(({ name, data }) => name === 'accounting.exported' && data.count === 5))
  app.travelTo('2026-11-22T04:00:00Z')
})

test('codes are remembered and used; the rate stands where its place is', async () => {
  const { owner } = await withBooks()
  const { body: settings } = await owner.get('/accounting-settings')
  const xero = {
    ...settings.xero,
    revenue_account: '4000',
    tax_names: { ...settings.xero.tax_names, SR: 'GST {rate}% on income' },
  }
  const saved = await owner.patch('/accounting-settings', { xero })
  assert.equal(saved.status, 200, saved.text)
  assert.deepEqual(saved.body, { ...settings, xero })
  const [row] = await file(owner, 'system=xero&content=invoices')
  assert.deepEqual([row!['*AccountCode'], row!['*TaxType']], ['4000', 'GST 9% on income'])
  const [untouched] = await file(owner, 'system=quickbooks&content=invoices')
  assert.equal(untouched!['*ItemTaxCode'], '9% SR')
})

test('a first day after the last one is refused, and who only looks takes no file along', async () => {
  const { owner } = await withBooks()
  const days = 'system=xero&content=invoices&from=2026-11-10&to=2026-11-09'
  const refused = await owner.get(`/accounting-exports/file?${days}`)
  assert.deepEqual([refused.status, refused.body.code], [422, 'accounting.invalid'])
  const viewer = await app.signUp('viewer', owner)
  assert.equal((await viewer.get('/accounting-exports/preview?system=xero&content=invoices')).status, 200)
  assert.equal((await viewer.get('/accounting-exports/file?system=xero&content=invoices')).status, 403)
})
