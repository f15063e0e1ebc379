import { readFile } from 'node:fs/promises'
import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('a file for Xero is taken, said to be taken, and its names are remembered', async ({ page, company, baseURL }) => {
  const api = apiOf(page.request, baseURL)
  const here = { 'x-organization-id': company.id }
  const address = { line1: '10 Anson Road', postal_code: '079903', country: 'SG' }
  const customer = await api.post('/customers', { name: 'Tanjong Design LLP', address }, here)
  const lines = [{ description: 'Advice', quantity: '8', unit_price_cents: 15_000 }]
  const key = { ...here, 'idempotency-key': crypto.randomUUID() }
  await api.post('/invoices', { customer_id: customer.id, lines }, key)

  await page.goto(company.path('/books'))
  await page.getByRole('link', { name: 'Xero and QuickBooks' }).click()
  const file = page.getByRole('region', { name: 'The file' })
  await expect(file).toContainText('1 invoice · $1,308.00')
  await expect(file).toContainText('Nothing of this kind was exported yet.')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByLabel('Code of the sales account').fill('4000')
  await page.getByRole('button', { name: 'Save names' }).click()
  await expect(page.getByText('Names saved')).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('Tanjong Design LLP')
  expect(text).toContain(',8,150.00,4000,Standard-Rated Supplies,108.00,SGD')
  await expect(page.getByRole('table', { name: 'Files that were exported' })).toContainText('Xero, invoices')
  await expect(file).toContainText('Nothing is new since the last file.')
  const [again] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Xero, invoices and debit notes (download again)' }).click(),
  ])
  expect(await readFile(await again.path(), 'utf8')).toBe(text)
  await page.getByLabel('Period').selectOption('all')
  await expect(file).toContainText('It was in an earlier file')
  await page.getByLabel('For', { exact: true }).selectOption('quickbooks')
  await expect(file).toContainText('Nothing of this kind was exported yet.')
})

test('the export passes axe and fits the screen', async ({ page, demo }) => {
  await page.goto(demo.path('/books?export=xero&period=last_month'))
  await expect(page.getByRole('link', { name: 'Download CSV' })).toBeVisible()
  await page.getByRole('button', { name: 'Show' }).click()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('expected cash stands on the money page by week, and an invoice says when and why', async ({ page, demo }) => {
  await page.goto(demo.path())
  const weeks = page.getByRole('table', { name: 'Expected cash by week' })
  await expect(weeks).toContainText('This week')
  await page.goto(demo.path('/invoices?status=open'))
  await page.locator('a[data-row]').first().click()
  await expect(page.getByRole('region', { name: 'Getting it paid' })).toContainText(/Expected (about|on) \d+ \w{3} 20/)
  await expect(page.getByRole('region', { name: 'Getting it paid' })).toContainText(/from \d+ invoices?|Promised/)
})

test('expected cash passes axe and fits the screen', async ({ page, demo }) => {
  await page.goto(demo.path())
  await expect(page.getByRole('table', { name: 'Expected cash by week' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('interest on a late invoice is charged by one click, and the rest is waived with a reason', async ({
  page,
  company,
  baseURL,
}) => {
  const api = apiOf(page.request, baseURL)
  const here = () => ({ 'x-organization-id': company.id, 'idempotency-key': crypto.randomUUID() })
  const address = { line1: '10 Anson Road', postal_code: '079903', country: 'SG' }
  const customer = await api.post('/customers', { name: 'Tanjong Design LLP', address, payment_terms_days: 0 }, here())
  const lines = [{ description: 'Advice', quantity: '1', unit_price_cents: 1_000_000 }]
  for (let i = 0; i < 2; i++) await api.post('/invoices', { customer_id: customer.id, lines }, here())
  await page.goto(company.path('/settings/reminders'))
  await page.getByLabel('Work out interest on what is late').check()
  await page.getByLabel('Rate a year, in per cent').fill('7.5')
  await page.getByLabel('Days of grace').fill('0')
  await page.getByRole('button', { name: 'Save terms' }).click()
  await expect(page.getByText('Terms of interest saved')).toBeVisible()
  const to_date = Temporal.Now.plainDateISO('Asia/Singapore').add({ days: 31 }).toString()
  await api.post(`/organizations/${company.id}/clock/advance`, { to_date }, here())
  await expect(async () => {
    const { data } = await api.get('/interest-proposals', here())
    expect(data[0]?.segments[0]?.days).toBeGreaterThan(29)
  }).toPass()

  await page.goto(company.path('/billing/interest'))
  await expect(page.getByText(/\$10,900\.00 × 7\.5% × 3\d\/365/).first()).toBeVisible()
  await page
    .getByRole('button', { name: /^Charge the interest/ })
    .first()
    .click()
  await expect(page.getByText(/^DN-\d{4}-00001 asks for \$/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Waive the interest/ })).toHaveCount(1)
  await page.getByRole('button', { name: /^Waive the interest/ }).click()
  await page.getByLabel('Reason').fill('A good customer')
  await page.getByRole('button', { name: 'Waive interest' }).click()
  await expect(page.getByText('No interest to decide over')).toBeVisible()
})

test('interest and its terms pass axe and fit the screen', async ({ page, demo }) => {
  await page.goto(demo.path('/billing/interest'))
  await expect(page.getByRole('heading', { name: 'Late-payment interest' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Charge the interest/ }).first()).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.goto(demo.path('/settings/reminders'))
  await expect(page.getByLabel('Days of grace')).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('a draft is billed in parts: a deposit, a milestone and the rest, with what remains', async ({
  page,
  company,
  baseURL,
}) => {
  const api = apiOf(page.request, baseURL)
  const here = () => ({ 'x-organization-id': company.id, 'idempotency-key': crypto.randomUUID() })
  const address = { line1: '10 Anson Road', postal_code: '079903', country: 'SG' }
  const customer = await api.post('/customers', { name: 'Tanjong Design LLP', address }, here())
  const lines = [{ description: 'Kitchen', quantity: '1', unit_price_cents: 1_000_000 }]
  const draft = await api.post('/invoice-drafts', { customer_id: customer.id, lines }, here())

  await page.goto(company.path(`/invoices/drafts/${draft.id}`))
  await page.getByRole('button', { name: 'Bill in parts' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByLabel('What was agreed')).toHaveValue('Kitchen')
  await dialog.getByRole('button', { name: 'Bill in parts' }).click()
  await expect(page.getByRole('heading', { name: 'Kitchen' })).toBeVisible()

  await page.getByRole('button', { name: 'Bill a part' }).click()
  await expect(dialog.getByRole('status')).toContainText('$3,270.00')
  await dialog.getByRole('button', { name: 'Issue invoice' }).click()
  await expect(page.getByText(/^INV-\d{4}-00001 issued, \$3,270\.00/)).toBeVisible()
  await expect(page.getByLabel('Amounts')).toContainText('$7,000.00')

  await page.getByRole('button', { name: 'Bill a part' }).click()
  await dialog.getByLabel('By').selectOption('amount')
  await dialog.getByLabel('Amount', { exact: true }).fill('8000')
  await expect(dialog.getByRole('status')).toContainText('Only 7,000.00 before GST remains')
  await dialog.getByText('Final invoice').click()
  await expect(dialog.getByRole('status')).toContainText('$7,630.00')
  await dialog.getByRole('button', { name: 'Issue invoice' }).click()
  await expect(page.getByText('Billed in full')).toBeVisible()
  await page.getByRole('link', { name: /00002$/ }).click()
  await expect(page.getByRole('region', { name: 'Billed in parts', includeHidden: true })).toContainText('3,000.00')
})

test('what is billed in parts passes axe and fits the screen', async ({ page, demo }) => {
  await page.goto(demo.path('/billing/agreements'))
  await expect(page.getByRole('table', { name: 'Agreements' })).toContainText('Move to the cloud')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.locator('a[data-row]').first().click()
  await page.getByRole('button', { name: 'Bill a part' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('Per cent')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})
