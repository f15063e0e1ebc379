import { expect, expectNoSidewaysScroll, test } from './fixtures.ts'

test('payments, one of them, credit notes and the books fit the screen', async ({ page, demo }) => {
  await page.goto(demo.path('/payments'))
  await expect(page.getByLabel('Totals of this list')).toContainText('Received')
  await expectNoSidewaysScroll(page)
  await page.locator('a[data-row]').first().click()
  await expect(page.getByRole('link', { name: 'Receipt' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.goto(demo.path('/credit-notes'))
  await expect(page.getByRole('heading', { name: 'Credit notes' })).toBeVisible()
  await page.goto(demo.path('/books'))
  await page.getByRole('link', { name: 'Receivables' }).click()
  await expect(page.locator('tbody tr').first()).toBeVisible()
  await expectNoSidewaysScroll(page)
})
