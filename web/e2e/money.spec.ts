import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { failCalls, salesOf } from './sales.ts'

test('shows what is owed with what is late inside it, and every part opens its invoices', async ({ page, demo }) => {
  await page.goto(demo.path())
  const owed = page.getByRole('region', { name: 'Owed to you' })
  await expect(owed.getByText(/^\$[\d,]+\.\d\d$/).first()).toBeVisible()

  await owed.getByRole('link', { name: /is late$/ }).click()
  await expect(page).toHaveURL(/status=overdue/)
  await expect(page.locator('a[data-row]').first()).toBeVisible()
})

test('opens from each age exactly the invoices that it counted, by a filter that can be dropped', async ({
  page,
  demo,
}) => {
  await page.goto(demo.path())
  const figures = page.getByRole('region', { name: 'Owed to you' }).getByRole('listitem')
  await expect(figures).toHaveCount(5)
  for (const figure of await figures.all()) {
    const text = await figure.innerText()
    const [amount = ''] = /\$[\d,]+\.\d\d/.exec(text) ?? []
    const [, count = ''] = /([\d,]+) invoices?/.exec(text) ?? []
    await figure.getByRole('link').click()
    await expect(page.locator('header').getByText(count, { exact: true })).toBeVisible()
    await expect(page.getByLabel('Totals of this list')).toContainText(`Due${amount}`)
    await expect(page.getByRole('button', { name: /^Remove filter Due / })).toBeVisible()
    await page.goBack()
  }

  await page.getByRole('link', { name: /^Due in the next 7 days/ }).click()
  await page.getByRole('button', { name: /^Remove filter Due / }).click()
  await expect(page).not.toHaveURL(/due_(from|to)/)
})

test('opens the invoices of a month from the chart by keyboard, and shows the same as a table', async ({
  page,
  demo,
}) => {
  await page.goto(demo.path())
  const months = page.getByRole('list', { name: 'Invoiced and received by month' }).getByRole('link')
  const count = isPhone(page) ? 6 : 12
  await expect(months).toHaveCount(count)

  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('table', { name: /by month/ }).getByRole('row')).toHaveCount(count + 1)
  await page.getByRole('button', { name: 'Show as chart' }).click()

  await months.nth(3).focus()
  await expect(page.getByText('Click to see its invoices')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-01&to=\d{4}-\d{2}-\d{2}/)
  await expect(page.getByText(/^Issued 1 /)).toBeVisible()
})

test('names whom to chase first and leads to the invoice', async ({ page, demo }) => {
  await page.goto(demo.path())
  const first = page.getByRole('region', { name: 'Chase first' }).getByRole('listitem').first()
  await expect(first).toContainText(/\d+ days? late/)
  await first.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^INV-/)
})

test('says why the figures cannot be loaded, and tries again', async ({ page, demo }) => {
  const letGo = await failCalls(page, '**/api/v1/reports/money')
  await page.goto(demo.path())
  const alert = page.getByRole('alert').filter({ hasText: 'The figures could not be loaded' })
  await expect(alert).toContainText('The database is resting.')
  await letGo()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('region', { name: 'Owed to you' })).toBeVisible()
})

test('leads a new company to its first dollar, one step at a time', async ({ page, company }) => {
  const sales = salesOf(page, company)
  const steps = page.getByRole('region', { name: 'From here to the first dollar' })
  await page.goto(company.path())
  await expect(steps).toContainText('0 of 4 done')
  await expect(steps.getByRole('link')).toHaveText(['Add customer'])

  await sales.addDraft()
  await page.reload()
  await expect(steps).toContainText('2 of 4 done')
  await expect(steps.getByRole('link')).toHaveText(['Open the draft'])

  await sales.issueInvoice()
  await page.reload()
  await expect(steps).toContainText('3 of 4 done')
  await expect(page.getByRole('region', { name: 'Owed to you' })).toContainText('$1,090.00')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`fits the screen and is accessible in ${colorScheme}`, async ({ page, demo }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(demo.path())
    await expect(page.getByRole('region', { name: 'Chase first' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })
