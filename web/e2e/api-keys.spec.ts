import type { Page } from '@playwright/test'
import { join, peopleOf } from './people.ts'
import { type Company, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

/** Makes a key that may read customers, and gives what was shown. */
async function makeKey(page: Page, company: Company, name: string): Promise<string> {
  await page.goto(company.path('/settings/api-keys'))
  await page.getByRole('button', { name: 'New API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New API key' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('checkbox', { name: 'Read Customers' }).check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  return readKey(page, name)
}

async function readKey(page: Page, name: string): Promise<string> {
  const shown = page.getByRole('dialog', { name: `The key of ${name}` })
  const secret = (await shown.getByText(/^nxc_live_/).textContent()) ?? ''
  await expectAccessible(page)
  await shown.getByRole('button', { name: 'I have kept it' }).click()
  await expect(page.getByText(secret)).toHaveCount(0)
  return secret
}

const statusWith = async (page: Page, secret: string) =>
  (await page.request.get('/api/v1/customers', { headers: { authorization: `Bearer ${secret}`, cookie: '' } })).status()

test('a key is made for a program, works, and is revoked at once', async ({ page, company }) => {
  const secret = await makeKey(page, company, 'Web shop')
  expect(await statusWith(page, secret)).toBe(200)
  const row = page.getByRole('row').filter({ hasText: 'Web shop' })
  await expect(row).toContainText('Active')
  await page.getByRole('button', { name: 'Actions on Web shop' }).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke Web shop' }).click()
  await expect(row).toContainText('Revoked')
  expect(await statusWith(page, secret)).toBe(401)
})

test('a key is rotated while the old one goes on', async ({ page, company }) => {
  const old = await makeKey(page, company, 'Web shop')
  await page.getByRole('button', { name: 'Actions on Web shop' }).click()
  await page.getByRole('menuitem', { name: 'Rotate…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rotate Web shop' })
  await dialog.getByLabel('The old key works for another').selectOption({ label: '1 hour' })
  await dialog.getByRole('button', { name: 'Rotate the key' }).click()
  const renewed = await readKey(page, 'Web shop')
  expect(renewed).not.toBe(old)
  expect([await statusWith(page, old), await statusWith(page, renewed)]).toEqual([200, 200])
  await expect(page.getByRole('row').filter({ hasText: '(replaced)' })).toHaveCount(1)
})

test('a key without rights, or from an address that is none, is refused on its field', async ({ page, company }) => {
  await page.goto(company.path('/settings/api-keys'))
  await page.getByRole('button', { name: 'New API key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New API key' })
  await dialog.getByLabel('Name').fill('Web shop')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByText('Choose what the key may do.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Read Invoices' }).check()
  await dialog.getByLabel('Works only from').fill('the office')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByLabel('Works only from')).toHaveAttribute('aria-invalid', 'true')
  await expect(dialog.getByLabel('Name')).toHaveValue('Web shop')
})

test('who may not see keys is not offered them', async ({ page, company, browser, baseURL }) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'member')
  await arjun.page.goto(company.path('/settings/team'))
  await expect(arjun.page.getByRole('link', { name: 'Team' })).toBeVisible()
  await expect(arjun.page.getByRole('link', { name: 'API keys' })).toHaveCount(0)
})

test('the list of keys fits the screen of a phone and passes axe', async ({ page, company }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(company.path('/settings/api-keys'))
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New API key' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})
