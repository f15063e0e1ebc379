import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { recurringOf } from './recurring.ts'

test('what stays unpaid is paused by the rules, says so, and comes back with the money; on a phone too', async ({
  page,
  company,
}) => {
  const { addPrice, subscribe, get, recordPayment } = recurringOf(page, company)
  const picture = (name: string) => `test-results/paused-${name}-${page.viewportSize()!.width}.png`
  await page.goto(company.path('/settings/billing'))
  const days = page.getByLabel('Pause after another')
  await expect(days).toHaveValue('0')
  await days.fill('400')
  await days.blur()
  await expect(page.getByText('Type a number of days from 0 to 365.')).toBeVisible()
  await days.fill('1')
  await page.getByLabel('Stop renewals after').fill('1')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Billing rules saved')).toBeVisible()
  await expectAccessible(page)
  await days.scrollIntoViewIfNeeded()
  await page.screenshot({ path: picture('rules') })

  const { id, customer_id } = await subscribe(await addPrice('Team'), { quantity: 1 })
  await page.goto(company.path('/settings/reminders'))
  await expect(page.getByText('Unpaid for more than 1 day after that, it is paused.')).toBeVisible()
  await page.getByText('When nothing helps').scrollIntoViewIfNeeded()
  await page.screenshot({ path: picture('reminders') })
  await page.goto(company.path('/settings/organization'))
  await page.getByRole('button', { name: 'A month on' }).click()
  await page.getByRole('button', { name: 'Let time go by' }).click()
  await expect(page.getByText('It was moved ahead')).toBeVisible()

  await page.goto(company.path(`/subscriptions/${id}`))
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText('its invoices were unpaid for too long. Payment brings it back.')
  await expect(page.getByText('Paused: unpaid for too long').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.screenshot({ path: picture('light'), fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: picture('dark'), fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })

  const [invoice] = (await get(`/invoices?customer_id=${customer_id}`)).data
  await recordPayment(invoice.id, invoice.amount_due_cents)
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
  await expect(page.getByText('Paid again').first()).toBeVisible()
})
