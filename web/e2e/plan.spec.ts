import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('a new company sees its trial, and its plan filling up', async ({ page, company }) => {
  await page.goto(company.path('/settings/plan'))
  await expect(page).toHaveTitle('Plan and usage · Settings · NexusCore')
  // It was signed up a moment ago: the plan comes by itself.
  await expect(page.getByRole('heading', { name: 'Team', exact: true })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByText('Trial', { exact: true })).toBeVisible()
  await expect(page.getByText('14 days of the trial are left.')).toBeVisible()
  await expect(page.getByText('1 of 10')).toBeVisible()
  await expect(page.getByText('0 of 500')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})
