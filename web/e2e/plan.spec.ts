import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { recurringOf } from './recurring.ts'
import { failCalls } from './sales.ts'

test('a new company sees its trial, and its plan filling up', async ({ page, company }) => {
  await page.goto(company.path('/settings/plan'))
  await expect(page).toHaveTitle('Plan and usage · Settings · NexusCore')
  // It was signed up a moment ago: the plan comes by itself.
  await expect(page.getByRole('heading', { name: 'Team', exact: true, level: 2 })).toBeVisible()
  await expect(page.getByText('Trial', { exact: true })).toBeVisible()
  await expect(page.getByText('14 days of the trial are left.')).toBeVisible()
  await expect(page.getByText('1 of 10')).toBeVisible()
  await expect(page.getByText('0 of 500')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('the days of a trial stand on every page and lead to the plan, on a phone too', async ({ page, company }) => {
  await page.goto(company.path('/settings/plan'))
  await expect(page.getByRole('heading', { name: 'Team', exact: true, level: 2 })).toBeVisible()
  await page.goto(company.path('/customers'))
  await expect(page.getByRole('link', { name: '14 days of the trial left' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: '14 days of the trial left' }).click()
  await expect(page).toHaveURL(/\/settings\/plan$/)
  await expect(page.getByText('14 days of the trial are left.')).toBeVisible()
})

test('an owner chooses a plan by a picture of what it costs, on a phone too', async ({ page, company }) => {
  await page.goto(company.path('/settings/plan'))
  await page.getByRole('link', { name: 'Choose Business' }).click()
  await expect(page).toHaveURL(/price_id=/)
  const form = page.getByRole('form', { name: 'Change to Business' })
  await expect(form.getByText('Charged today')).toBeVisible()
  await expectNoSidewaysScroll(page)
  // What a phone's fixed bar half covers looks too small to axe.
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Change now' }).click()
  await expect(page.getByRole('heading', { name: 'Business', exact: true, level: 2 })).toBeVisible()
  await expect(page.getByText('1 of 50')).toBeVisible()
  await expect(page.getByRole('list').getByText('Yours')).toBeVisible()
  await expect(form).toBeHidden()
})

test('a limit of the plan is told with the way to a larger one', async ({ page, company }) => {
  const { get, post, addCustomer } = recurringOf(page, company)
  await page.goto(company.path('/settings/plan'))
  await expect(page.getByRole('link', { name: 'Choose Starter' })).toBeVisible()
  const { data } = await get('/public/pricing')
  const starter = data.find(({ code }: { code: string }) => code === 'starter').prices[0].id
  await post(`/organizations/${company.id}/choose-plan`, { price_id: starter })
  const { id } = await addCustomer()
  const draft = { customer_id: id, lines: [{ description: 'Work', quantity: '1', unit_price_cents: 100 }] }
  await page.route('**/issue', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'invoices.limit_reached', detail: 'The plan Starter allows 50 invoices a month.' }),
    }),
  )
  await page.goto(company.path(`/invoices/drafts/${(await post('/invoice-drafts', draft)).id}`))
  await page.getByRole('button', { name: 'Issue invoice' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Issue invoice' }).click()
  await expect(dialog.getByRole('alert')).toContainText('allows 50 invoices a month')
  await dialog.getByRole('link', { name: 'See larger plans' }).click()
  await expect(page.getByRole('heading', { name: 'Starter', level: 2 })).toBeVisible()
  if (!isPhone(page)) await expect(page.getByRole('link', { name: 'Settings', exact: true })).toBeVisible()
})

test('leads beyond the plan are refused with the way to a larger one, typed or in a file, on a phone too', async ({
  page,
  company,
}) => {
  const { get, post } = recurringOf(page, company)
  await page.goto(company.path('/settings/plan'))
  await expect(page.getByRole('link', { name: 'Choose Starter' })).toBeVisible()
  const { data } = await get('/public/pricing')
  const starter = data.find(({ code }: { code: string }) => code === 'starter').prices[0].id
  await post(`/organizations/${company.id}/choose-plan`, { price_id: starter })
  const rows = Array.from({ length: 101 }, (_, i) => `Row ${i},row${i}@teh.example`)
  const buffer = Buffer.from(`Name,Email\n${rows.join('\n')}\n`)
  await page.goto(company.path('/leads/imports/new'))
  await page.locator('input[type=file]').setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('101 leads would come in')).toBeVisible()
  await expect(page.getByText(/allows 100 leads a month, .* This file would add 101\./)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 101 leads' })).toBeDisabled()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.screenshot({ path: `test-results/lead-limit-file-${page.viewportSize()!.width}.png` })

  await page.route('**/api/v1/leads', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'leads.limit_reached', detail: 'The plan Starter allows 100 leads a month.' }),
    }),
  )
  await page.goto(company.path('/leads/table'))
  await page.getByRole('button', { name: 'New lead' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Tan Wei Ming')
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await expect(dialog.getByRole('alert')).toContainText('allows 100 leads a month')
  await dialog.getByRole('link', { name: 'See larger plans' }).click()
  await expect(page.getByText('0 of 100', { exact: true })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.screenshot({ path: `test-results/lead-limit-plan-${page.viewportSize()!.width}.png`, fullPage: true })
})

test('whose plan has ended chooses one and is back, on a phone too', async ({ page, company, browser, baseURL }) => {
  await page.goto(company.path('/settings/plan'))
  await expect(page.getByRole('link', { name: 'Choose Business' })).toBeVisible()
  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const operator = apiOf(context.request, baseURL)
  const { user } = await operator.post('/dev/enter', { as: 'operator' })
  const headers = { 'x-organization-id': user.organizations[0].id }
  const organization = await apiOf(page.request, baseURL).get(`/organizations/${company.id}`)
  const { data } = await operator.get(`/subscriptions?q=${encodeURIComponent(organization.name)}`, headers)
  await operator.post(`/subscriptions/${data[0].id}/cancel`, { when: 'now' }, headers)
  await context.close()

  await expect(async () => {
    await page.reload()
    await expect(page.getByText('The plan has ended.')).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await page.getByRole('link', { name: 'Choose Team' }).click()
  const form = page.getByRole('form', { name: 'Start Team' })
  await expect(form.getByText('Charged today')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await expectAccessible(page)
  await form.scrollIntoViewIfNeeded()
  await page.screenshot({ path: `test-results/plan-return-${page.viewportSize()!.width}.png`, fullPage: true })
  await form.getByRole('button', { name: 'Start now and charge' }).click()
  await expect(page.getByText('The plan is renewed by itself.')).toBeVisible()
  await expect(page.getByRole('list').getByText('Yours')).toBeVisible()
})

test('says that the plan could not be loaded, and loads it when asked again', async ({ page, company }) => {
  const letGo = await failCalls(page, /\/organizations\/[^/]+\/plan$/)
  await page.goto(company.path('/settings/plan'))
  await expect(page.getByText('The plan could not be loaded')).toBeVisible()
  await expectAccessible(page)
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Used of the plan')).toBeVisible()
})
