import { type Page } from '@playwright/test'
import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

/** The demo's installation is run by Farah; her session takes the place of the page's own. */
async function enterAsOperator(page: Page, baseURL: string | undefined) {
  await apiOf(page.request, baseURL).post('/dev/enter', { as: 'operator' })
  await page.goto('/operator/organizations')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Organisations')
}

test('an operator disables an organisation with a reason, and enables it again', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const operator = await context.newPage()
  await enterAsOperator(operator, baseURL)
  const uen = /Kopi Kaki (\S+)/.exec((await apiOf(page.request, baseURL).get('/users/me')).organizations[0].name)![1]!
  await operator.getByRole('searchbox').fill(uen)
  await operator.locator('a[data-row]').filter({ hasText: uen }).click()
  await expect(operator.getByText(company.email).first()).toBeVisible()
  await expect(operator.getByText('It does not let you in.')).toBeVisible()
  await expect(operator.getByRole('button', { name: 'Stand in…' })).toHaveCount(0)

  await operator.getByRole('button', { name: 'Disable…' }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Asked for by its director')
  await dialog.getByRole('button', { name: /^Disable Kopi Kaki/ }).click()
  await expect(operator.getByText('Disabled', { exact: true }).first()).toBeVisible()
  await operator.getByRole('button', { name: 'Enable again' }).click()
  await expect(operator.getByRole('button', { name: 'Disable…' })).toBeVisible()
  await expectAccessible(operator)
})

test('an operator stands in with a reason under a banner, looks only, and ends it', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const access = { hours: 1, reason: 'The invoice list stays empty', is_write_allowed: false }
  const headers = { 'x-organization-id': company.id }
  await apiOf(page.request, baseURL).post(`/organizations/${company.id}/support-access`, access, headers)
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const operator = await context.newPage()
  await enterAsOperator(operator, baseURL)
  await operator.goto(`/operator/organizations/${company.id}`)
  await operator.getByRole('button', { name: 'Stand in…' }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Look at the invoice list')
  await dialog.getByRole('button', { name: 'Stand in' }).click()
  await expect(operator).toHaveURL(company.path())
  const banner = operator.getByText('stands in for Siti Rahman')
  await expect(banner).toBeVisible()
  await operator.goto(company.path('/customers'))
  await expect(banner).toBeVisible()
  await expect(operator.locator('main').getByRole('link', { name: 'New customer' })).toHaveCount(0)
  await expectAccessible(operator)
  await operator.getByRole('button', { name: 'End it' }).click()
  await expect(operator.getByRole('heading', { level: 1 })).toHaveText('Organisations')
})

test('the console fits the screen of a phone and passes axe', async ({ page, baseURL }) => {
  await enterAsOperator(page, baseURL)
  for (const [part, title] of [
    ['organizations', 'Organisations'],
    ['users', 'Users'],
    ['uen-claims', 'UEN claims'],
    ['jobs', 'Jobs'],
    ['failures', 'Errors'],
  ]) {
    await page.goto(`/operator/${part}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title!)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})

test('for everybody else there is no console', async ({ page, company }) => {
  await page.goto('/operator/organizations')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address')
  await page.goto(company.path('/customers'))
  await page.getByRole('button', { name: /^Organisation:/ }).click()
  await expect(page.getByRole('menuitem', { name: 'New organisation' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Operator console' })).toHaveCount(0)
})
