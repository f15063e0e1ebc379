import { readFile } from 'node:fs/promises'
import { join, peopleOf } from './people.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

test('the trail is filtered by who, what and when, and the address says it all', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  await join(page, company, peopleOf(browser, baseURL), 'member')
  await page.goto(company.path('/activity'))
  const rows = page.getByRole('listitem')
  await expect(rows.filter({ hasText: 'created the organisation' })).toHaveCount(1)
  await page.getByLabel('Who').selectOption({ label: 'Arjun Nair' })
  await expect(page).toHaveURL(/activity\?actor_id=[\da-f-]{36}$/)
  await expect(page.locator('summary').filter({ hasText: 'Siti Rahman' })).toHaveCount(0)
  await expect(rows.first()).toContainText('Arjun Nair joined as member')
  await page.getByLabel('Show', { exact: true }).selectOption('invitation')
  await expect(rows).toHaveCount(1)
  await page.reload()
  await expect(rows).toHaveCount(1)
  await page.getByLabel('To').fill('2020-01-31')
  await expect(page.getByText('No event matches the filter.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(company.path('/activity'))
})

test('an edit shows each field before and after, sealed, and leads to all about its record', async ({
  page,
  company,
}) => {
  const sales = salesOf(page, company)
  await sales.addCustomer({ name: 'Ang Mo Kio Prata House' })
  await page.goto(company.path('/activity'))
  const row = page.getByRole('listitem').filter({ hasText: 'added customer' })
  await row.locator('summary').click()
  await expect(row.getByText('Ang Mo Kio Prata House').last()).toBeVisible()
  await expect(row.getByText(/^Sealed as no\. \d+$/).last()).toBeVisible()
  await expectAccessible(page)
  await row.getByRole('link', { name: 'All about this record' }).click()
  await expect(page).toHaveURL(/activity\?subject_id=/)
  await expect(page.getByRole('listitem')).toHaveCount(1)
})

test('the trail is verified, and taken along as CSV and JSONL', async ({ page, company }) => {
  await page.goto(company.path('/activity'))
  await page.getByRole('button', { name: 'Verify' }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify the audit trail' })
  await expect(dialog.getByText(/^Intact up to event \d+\./)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('listitem').filter({ hasText: 'verified the audit trail · intact' })).toHaveCount(1)

  for (const [label, first] of [
    ['CSV, for spreadsheets', /^\uFEFFseq,created_at,name/],
    ['JSONL, with its seals', /^\{.*"name":"organization.created"/m],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label }).click(),
    ])
    expect(await readFile(await file.path(), 'utf8')).toMatch(first)
  }
})

test('who may read the trail but not take it along is offered neither export nor proof', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'viewer')
  await arjun.page.goto(company.path('/activity'))
  await expect(arjun.page.getByRole('listitem').first()).toBeVisible()
  await expect(arjun.page.getByRole('button', { name: /Export|Verify/ })).toHaveCount(0)
})

test('the trail fits the screen of a phone and passes axe', async ({ page, company }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(company.path('/activity'))
  await page.getByRole('listitem').first().locator('summary').click()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})
