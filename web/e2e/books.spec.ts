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
