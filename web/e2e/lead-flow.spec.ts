import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { leadsOf } from './leads.ts'
import { failCalls, salesOf } from './sales.ts'
import type { Company } from './fixtures.ts'
import type { Page } from '@playwright/test'

const chart = (page: Page) => page.getByRole('group', { name: /From source to stage/ })

/** Two sources: one with dollars, one with leads alone. */
async function seed(page: Page, company: Company) {
  const leads = leadsOf(page, company)
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  const { id } = await leads.add({ source: 'Website' })
  await leads.add({ source: 'Website', name: 'Ravi' })
  await leads.add({ source: 'Trade fair', name: 'Mei' })
  const { customer_id } = await api.post(`/leads/${id}/convert`, {}, tenant)
  await api.post(
    '/payments',
    { customer_id, amount_cents: 125_000, method: 'paynow' },
    { ...tenant, 'idempotency-key': crypto.randomUUID() },
  )
  return { leads, sales: salesOf(page, company) }
}

test('the flow shows each source, its stages and the dollars collected, by keyboard too', async ({ page, company }) => {
  await seed(page, company)
  await page.goto(company.path('/leads'))
  await page.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByText('3 leads · 1 won · $1,250.00 collected')).toBeVisible()
  const first = chart(page).getByRole('link', { name: 'Website 2 leads · 1 won $1,250.00 collected' })
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(chart(page).getByRole('link', { name: 'Website to New: 1 lead' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const money = chart(page).getByRole('link', { name: 'Website: $1,250.00 collected from Won' })
  await expect(money).toBeFocused()
  await page.keyboard.press('End')
  await expect(chart(page).getByRole('link', { name: 'Won 1 lead $1,250.00 collected' })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(first).toBeFocused()
  await expectAccessible(page)

  const row = page.getByRole('row', { name: /^Website/ })
  await expect(row).toContainText('$1,250.00')
  await expect(page.getByRole('row', { name: /^All sources/ })).toContainText('$1,250.00')
  await page.getByRole('link', { name: 'Source', exact: true }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Trade fair')
  await expect(page).toHaveURL(/sort=source/)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toBe('lead-sources.csv')

  await first.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/leads\/table\?.*source=Website/)
  await expect(page.getByRole('button', { name: /^Came from/ })).toBeVisible()
  await expect(page.getByText('1 lead ·')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Ravi' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Tan Wei Ming' })).toHaveCount(0)
})

test('the flow is a list of sources on a phone, with their stages to press', async ({ page, company }) => {
  test.skip(!isPhone(page), 'a phone’s matter')
  await seed(page, company)
  await page.goto(company.path('/leads/flow'))
  const website = page.getByRole('listitem').filter({ hasText: 'Website' }).first()
  await expect(website).toContainText('$1,250.00')
  await expect(website).toContainText('2 leads · 1 won')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await website.getByRole('link', { name: 'Won 1' }).click()
  await expect(page).toHaveURL(/stage_id=/)
  await expect(page.getByRole('link', { name: 'Tan Wei Ming' })).toBeVisible()
})

test('the flow folds small sources, keeps its days in the address, and says when there is nothing', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/leads/flow'))
  await expect(page.getByText('No lead came in this time')).toBeVisible()
  await page.getByRole('link', { name: 'Show all time' }).click()
  await expect(page.getByText('No leads yet')).toBeVisible()
  const leads = leadsOf(page, company)
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => leads.add({ source: `Source ${index}`, name: `Lead ${index}` })),
  )
  await page.goto(company.path('/leads/flow?range=month'))
  await expect(chart(page).getByRole('link', { name: /^Others \(4\) 4 leads/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Show all 12 sources' }).click()
  await expect(chart(page).getByRole('link', { name: /^Source \d+ 1 lead/ })).toHaveCount(12)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Show the first 8 sources only' })).toBeVisible()
  await page.getByRole('link', { name: 'Other days' }).click()
  await page.getByRole('textbox', { name: 'From' }).fill('2026-02-10')
  await page.getByRole('textbox', { name: 'To' }).fill('2026-01-01')
  await expect(page.getByText('Choose a day after the first.')).toBeVisible()
  await page.getByRole('textbox', { name: 'To' }).fill('2026-03-01')
  await expect(page.getByText('No lead came in this time')).toBeVisible()
  await expect(page).toHaveURL(/from=2026-02-10&to=2026-03-01/)
})

test('the flow says why it cannot be shown, and tries again', async ({ page, company }) => {
  const letGo = await failCalls(page, /api\/v1\/leads\/flow/)
  await page.goto(company.path('/leads/flow'))
  await expect(page.getByText('The sources could not be loaded')).toBeVisible()
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No lead came in this time')).toBeVisible()
})
