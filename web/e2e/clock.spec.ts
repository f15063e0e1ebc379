import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { recurringOf } from './recurring.ts'

test('lets a month go by, sees the band and the invoice it brought, and cannot go back', async ({ page, company }) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  await subscribe(await addPrice('Team'), { quantity: 1 })
  await page.goto(company.path('/settings/organization'))
  await expect(page.getByText('It is the real time.')).toBeVisible()
  await page.getByRole('button', { name: 'A month on' }).click()
  await page.getByRole('button', { name: 'Let time go by' }).click()
  await expect(page.getByText('It was moved ahead')).toBeVisible()
  await expect(page.getByText('It cannot be turned back')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.screenshot({ path: `test-results/clock-${page.viewportSize()!.width}.png` })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `test-results/clock-dark-${page.viewportSize()!.width}.png` })
  await page.emulateMedia({ colorScheme: 'light' })

  await page.goto(company.path('/renewals'))
  await expect(page.getByText('Clock of this organisation')).toBeVisible()
  await expect(page.getByText('Done', { exact: true }).first()).toBeVisible()
})
