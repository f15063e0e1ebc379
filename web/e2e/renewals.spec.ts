import type { Page } from '@playwright/test'
import { type Company, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { recurringOf } from './recurring.ts'

/** Trials that end tomorrow where the day is last to begin, seen from where it is first: at least a day is over by then. */
async function letTrialsEnd(page: Page, company: Company, customers: { name: string; quantity: number }[]) {
  const { addPrice, subscribe, get, patch } = recurringOf(page, company)
  const moveTo = async (timezone: string) =>
    patch(`/organizations/${company.id}`, { timezone }, (await get(`/organizations/${company.id}`)).version)
  await moveTo('Pacific/Pago_Pago')
  const start_date = Temporal.Now.plainDateISO('Pacific/Pago_Pago')
  const price_id = await addPrice('Team', { available_from_date: start_date.toString() })
  const trial = { start_date: start_date.toString(), trial_end_date: start_date.add({ days: 1 }).toString() }
  for (const { name, quantity } of customers) await subscribe(price_id, { quantity, ...trial }, { name })
  await moveTo('Pacific/Kiritimati')
}

test('a dry run shows what a run would do, and the run does it; its report leads to the invoice, on a phone too', async ({
  page,
  company,
}) => {
  await letTrialsEnd(page, company, [
    { name: 'Kopitiam Holdings', quantity: 3 },
    { name: 'Bukit Batok Bakery', quantity: 1 },
  ])

  await page.goto(company.path('/renewals'))
  await expect(page.getByText('2 subscriptions due')).toBeVisible()
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Dry run for/ })).toBeVisible()
  await expect(page.getByText('Nothing was changed.')).toBeVisible()
  const report = page.getByRole('region', { name: 'Report' })
  await expect(report).toContainText('Would be invoiced')
  // Four seats of $20.00 with 9 % GST.
  await expect(report).toContainText('$87.20')
  expect((await recurringOf(page, company).get('/invoices')).data).toEqual([])
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Renewals' }).first().click()
  await page.getByRole('button', { name: 'Run renewals' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Renew 2 subscriptions?')
  await dialog.getByRole('button', { name: 'Run renewals' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Renewals of/ })).toBeVisible()
  await expect(page.getByText('2 subscriptions due, finished in')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Subscriptions looked at' })).toHaveAttribute(
    'aria-valuenow',
    '100',
  )
  await expect(report).toContainText('$87.20')
  await expect(report).toContainText('2 periods renewed')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await report.getByRole('link', { name: 'Invoices of that day' }).click()
  await page.getByRole('link', { name: /^INV-\d{4}-00002$/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^INV-\d{4}-00002$/)
  await expect(page.getByText('Team').first()).toBeVisible()

  await page.goto(company.path('/renewals'))
  await expect(page.getByText('Nothing is due')).toBeVisible()
  await expect(page.getByText('Dry run', { exact: true }).last()).toBeVisible()
})

test('says why a run did not start, and keeps what was there', async ({ page, company }) => {
  await letTrialsEnd(page, company, [{ name: 'Kopitiam Holdings', quantity: 1 }])
  await page.route('**/api/v1/renewal-runs', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'renewals.already_running', detail: 'A run is going on already. Wait for it.' }),
        })
      : route.fallback(),
  )
  await page.goto(company.path('/renewals'))
  await page.getByRole('button', { name: 'Run renewals' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run renewals' }).click()
  await expect(page.getByRole('alertdialog').getByRole('alert')).toHaveText('A run is going on already. Wait for it.')
})
