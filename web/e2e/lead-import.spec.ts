import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

const file = [
  'Full name;E-mail;Mobile;Firma;Follow up;Deal value;Remarks',
  'Tan Wei Ming;wm@kopi.example;9123 4567;Kopi Pte Ltd;30/11/2026;1,200.50;Likes kaya',
  'Siti Aminah;siti@teh.example;8123 4567;Teh LLP;;;Her number is S1234567D',
  'Tan W M;WM@kopi.example;;Kopi;;;again',
  'Ravi;ravi@;12;Roti;31/02/2026;lots;<script>alert(1)</script>',
].join('\n')
const choose = (page: Page, text: string, name = 'fair.csv') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const main = (page: Page) => page.getByRole('main')
const look = async (page: Page, name: string) => {
  const width = page.viewportSize()!.width
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `test-results/import-${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}

test('imports leads on desktop and phone: columns, dry run, bad rows as a file, import, undo', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/leads/imports'))
  await expect(page.getByText('No leads were imported yet')).toBeVisible()
  await expectAccessible(page)
  await look(page, 'none')
  await main(page).getByRole('link', { name: 'Import leads' }).click()
  await look(page, 'file')
  await choose(page, file)

  await expect(page.getByRole('heading', { name: 'What is in each column?' })).toBeVisible()
  await expect(page.getByLabel('What Full name is')).toHaveValue('name')
  await expect(page.getByLabel('What Firma is')).toHaveValue('')
  await page.getByLabel('What Firma is').selectOption({ label: 'Company' })
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await look(page, 'columns')
  await page.getByRole('button', { name: 'Check the file' }).click()

  await expect(page.getByText('2 leads would come in')).toBeVisible()
  await expect(page.getByText('1 NRIC or FIN was masked')).toBeVisible()
  await expect(page.getByText('The amount “lots” cannot be read. Write it like 1,200.50.')).toBeVisible()
  await expect(page.getByText('The same as line 2.')).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await look(page, 'dry-run')
  const download = page.waitForEvent('download')
  await page
    .getByRole('region', { name: 'Rows that cannot be read' })
    .getByRole('link', { name: 'Download as CSV' })
    .click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('Ravi,ravi@,12')

  await page.getByRole('button', { name: 'Import 2 leads' }).click()
  await expect(page.getByText('2 leads imported')).toBeVisible()
  await look(page, 'done')
  await page.getByRole('link', { name: 'Show these leads' }).click()
  await expect(main(page).getByText('Siti Aminah').filter({ visible: true }).first()).toBeVisible()
  await expect(main(page).getByText('Tan Wei Ming').filter({ visible: true }).first()).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Undo import' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByText('2 leads archived.')).toBeVisible()
  await look(page, 'undone')

  await page.goto(company.path('/leads/imports'))
  await expect(main(page).getByText('Undone')).toBeVisible()
  await look(page, 'list')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('says what to do with a file that is no table, and remembers the columns of one that is', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/leads/imports/new'))
  await choose(page, 'PK\u0003\u0004 and so on', 'leads.xlsx')
  await expect(page.getByText('This is an Excel or zip file. Save the sheet as CSV, and import that.')).toBeVisible()
  await look(page, 'no-table')
  await page.getByRole('button', { name: 'Cancel import' }).click()
  await expect(page.getByText('Nothing came in.')).toBeVisible()
  for (const is of ['', 'company']) {
    await page.goto(company.path('/leads/imports/new'))
    await choose(page, file)
    await expect(page.getByLabel('What Firma is')).toHaveValue(is)
    await page.getByLabel('What Firma is').selectOption({ label: 'Company' })
    await page.getByRole('button', { name: 'Check the file' }).click()
    await expect(page.getByText('2 leads would come in')).toBeVisible()
  }
  await page.getByRole('button', { name: 'Change columns' }).click()
  await page.getByRole('radio', { name: /Import them too/ }).check()
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByRole('button', { name: 'Import 3 leads' })).toBeVisible()
})
