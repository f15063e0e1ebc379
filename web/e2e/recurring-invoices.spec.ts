import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { dayFromToday, recurringOf } from './recurring.ts'
import { failCalls, hosting } from './sales.ts'

const monthOf = (day: string) =>
  new Date(day).toLocaleString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

test('sets up a recurring invoice that begins today, and shows the first invoice and the dates to come', async ({
  page,
  company,
}) => {
  const { addCustomer } = recurringOf(page, company)
  const { id } = await addCustomer()
  await page.goto(company.path('/invoices'))
  await page.getByRole('link', { name: 'Recurring', exact: true }).click()
  await expect(page.getByText('No recurring invoices yet')).toBeVisible()

  await page.goto(company.path(`/customers/${id}`))
  await page.getByRole('link', { name: 'New recurring invoice' }).click()
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Kopi Kaki Pte. Ltd.')
  await page.getByLabel('Description').fill('Rent {{mnth}}')
  await page.getByLabel('Unit price').fill('1000')
  await expect(page.getByText('{{mnth}} is not known', { exact: false })).toBeVisible()
  await page.getByLabel('Description').fill('Rent {{month}}')
  await page.getByLabel('Ends').selectOption('After a number of times')
  await page.getByLabel('Times').fill('3')
  const dates = page.getByRole('region', { name: 'Dates to come' }).getByRole('listitem')
  await expect(dates).toHaveCount(3)
  await expect(page.getByRole('region', { name: 'Next invoice' })).toContainText(`Rent ${monthOf(dayFromToday(0))}`)
  await expect(page.getByRole('region', { name: 'Next invoice' })).toContainText('1,090.00')
  await page.getByRole('button', { name: 'Set up' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every month for Kopi Kaki Pte. Ltd.')
  await expect(page.getByText('Set up, and the first invoice is issued')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Facts' }).getByRole('listitem')).toHaveCount(2)
  await page.getByRole('table', { name: 'Made so far' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^INV-/)
  await page.getByRole('region', { name: 'Amounts' }).getByRole('link', { name: 'Every month' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every month for Kopi Kaki Pte. Ltd.')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^INV-/)

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Make recurring' }).click()
  await expect(page.getByLabel('Description')).toHaveValue(`Rent ${monthOf(dayFromToday(0))}`)
})

test('pauses, resumes and ends a recurring invoice, each of which Undo takes back, and edits it', async ({
  page,
  company,
}) => {
  const { addCustomer, post } = recurringOf(page, company)
  const { id: customer_id } = await addCustomer()
  const terms = { customer_id, billing_interval: 'quarter', first_date: dayFromToday(1), when_due: 'draft' }
  const { id } = await post('/recurring-invoices', { ...terms, lines: [hosting] })
  await page.goto(company.path(`/invoices/recurring/${id}`))
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('tomorrow')
  const undo = page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' })
  for (const [item, word] of [
    ['Pause', 'Paused'],
    ['End', 'Ended'],
  ] as const) {
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByText(word, { exact: true })).toBeVisible()
    await undo.first().click()
    await expect(page.getByText('Active', { exact: true })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Next on').fill('2020-01-01')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Next on')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Next on').fill(dayFromToday(3))
  await page.getByLabel('Interval').selectOption('week')
  await page.getByLabel('Every').fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every 2 weeks for Kopi Kaki Pte. Ltd.')
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('in 3 days')
})

test('says why recurring invoices cannot be loaded, fits the screen and passes axe', async ({ page, company }) => {
  const { addCustomer, post } = recurringOf(page, company)
  const { id: customer_id } = await addCustomer()
  const terms = { customer_id, billing_interval: 'month', first_date: dayFromToday(0), when_due: 'issue' }
  const { id } = await post('/recurring-invoices', { ...terms, reference: 'Retainer {{quarter}}', lines: [hosting] })
  const letGo = await failCalls(page, /\/api\/v1\/recurring-invoices\?/)
  await page.goto(company.path('/invoices/recurring'))
  await expect(page.getByText('Recurring invoices could not be loaded')).toBeVisible()
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Kopi Kaki Pte. Ltd.')).toBeVisible()
  const paths = ['', '?status=held', '/new', `/${id}`, `/${id}/edit`].map((rest) => `/invoices/recurring${rest}`)
  for (const path of [...paths, `/customers/${customer_id}`]) {
    await page.goto(company.path(path))
    await page.waitForLoadState('networkidle')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})
