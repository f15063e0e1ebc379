import { readFile } from 'node:fs/promises'
import { readZip } from '#test/read-zip.ts'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { failCalls, salesOf } from './sales.ts'

const bar = 'What to do with what is chosen'
const look = async (page: Page, name: string) => {
  const width = page.viewportSize()!.width
  await page.screenshot({ path: `test-results/bulk-${name}-${width}.png` })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `test-results/bulk-${name}-${width}-dark.png` })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('drafts are issued together: what is complete has numbers, what is not says why, also on a phone', async ({
  page,
  company,
}) => {
  const sales = salesOf(page, company)
  for (let i = 0; i < 3; i++) await sales.addDraft()
  const nowhere = await sales.addCustomer({ name: 'Nowhere LLP', address: null })
  await sales.addDraft({ customer_id: nowhere.id })
  await page.goto(company.path('/invoices?status=draft'))
  await page.getByRole('checkbox', { name: 'Choose the draft for Nowhere LLP' }).check()
  const chosen = page.getByRole('region', { name: bar })
  await expect(chosen).toContainText('1 draft chosen')
  await chosen.getByRole('button', { name: 'Choose all 4' }).click()
  await expect(chosen).toContainText('4 drafts chosen')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'drafts')
  await chosen.getByRole('button', { name: 'Issue' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Issue 4 drafts?' })
  await expect(dialog).toContainText('$4,360.00')
  await look(page, 'dialog')
  await dialog.getByRole('button', { name: 'Issue 4 drafts' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issue 4 drafts')
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('Issued: 3, refused: 1', {
    timeout: 30_000,
  })
  await page.getByRole('link', { name: /^Refused/ }).click()
  await expect(page.getByText('Add the address of Nowhere LLP: an invoice must show it.')).toBeVisible()
  // Until the filter has answered, all rows stay, dimmed.
  await expect(page.locator('a[data-row]')).toHaveCount(1)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'report')
  await page.goto(company.path('/invoices'))
  await expect(page.locator('a[data-row]')).toHaveText([/-00003$/, /-00002$/, /-00001$/])
})

test('rows are chosen by Shift, by x and all at once, and are mailed once', async ({ page, company }) => {
  test.skip(isPhone(page))
  const sales = salesOf(page, company)
  const { id: customer_id } = await sales.addCustomer({ email: 'ap@kopi.example' })
  for (let i = 0; i < 5; i++) await sales.issueInvoice({ customer_id })
  await sales.issueInvoice()
  await page.goto(company.path('/invoices'))
  const boxes = page.getByRole('checkbox', { name: /^Choose INV/ })
  const chosen = page.getByRole('region', { name: bar })
  await boxes.nth(1).click()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await expect(chosen).toContainText('4 invoices chosen')
  await boxes.nth(2).click()
  await expect(chosen).toContainText('3 invoices chosen')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Escape')
  await expect(chosen).toBeHidden()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(chosen).toContainText('2 invoices chosen')
  await expect(boxes.nth(1)).toBeChecked()
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).click()
  await expect(chosen).toContainText('6 invoices chosen')
  await look(page, 'invoices')
  await chosen.getByRole('button', { name: 'Send' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Mail 6 invoices?' })
  await expect(dialog).toContainText('1 without an e-mail address')
  await dialog.getByRole('button', { name: 'Mail 6 invoices' }).click()
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('Mailed: 5, refused: 1', {
    timeout: 30_000,
  })

  await page.goto(company.path('/invoices'))
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByLabel('Sent to the customer').selectOption('no')
  await expectAccessible(page)
  await look(page, 'not-sent-filter')
  await page.getByRole('button', { name: 'Show invoices' }).click()
  await expect(boxes).toHaveCount(1)
  await look(page, 'not-sent')
  await page.getByRole('button', { name: 'Remove filter Not sent' }).click()
  await expect(boxes).toHaveCount(6)
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).click()
  await chosen.getByRole('button', { name: 'Mark sent' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Mark as sent' }).click()
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('Marked as sent: 6', { timeout: 30_000 })
  await page.getByRole('link', { name: /^INV/ }).first().click()
  await expect(page.getByRole('region', { name: 'Life line' })).toContainText('Marked as sent')
})

test('a zip of what the filter shows is made, and downloaded whole', async ({ page, company }) => {
  const sales = salesOf(page, company)
  const numbers: string[] = []
  for (let i = 0; i < 3; i++) numbers.push((await sales.issueInvoice()).number)
  await page.goto(company.path('/invoices?status=open'))
  await page
    .getByRole('checkbox', { name: /^Choose INV/ })
    .first()
    .click()
  const chosen = page.getByRole('region', { name: bar })
  await chosen.getByRole('button', { name: 'Choose all 3' }).click()
  await chosen.getByRole('button', { name: /zip/i }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zip of 3 documents')
  const link = page.getByRole('link', { name: 'Download zip' })
  await expect(link).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await look(page, 'zip')
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect([...readZip(await readFile(await download.path())).keys()]).toEqual(numbers.map((number) => `${number}.pdf`))
  await page.getByRole('link', { name: 'Batches' }).first().click()
  await expect(page.getByRole('link', { name: '3 documents' })).toBeVisible()
})

test('batches and zip files fit the screen, full and failing', async ({ page, demo }) => {
  await page.goto(demo.path('/invoices/batches'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batches')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'list')
  await page.goto(demo.path('/invoices'))
  await page
    .getByRole('checkbox', { name: /^Choose INV/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: bar })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'full')
  const letGo = await failCalls(page, /\/api\/v1\/invoice-batches\?/)
  await page.goto(demo.path('/invoices/batches'))
  await expect(page.getByText('Batches could not be loaded')).toBeVisible({ timeout: 12_000 })
  await look(page, 'error')
  await letGo()
})
