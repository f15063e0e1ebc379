import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { hosting, salesOf } from './sales.ts'

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

test('a line that cannot be read stops the credit note, which is issued when it can', async ({ page, company }) => {
  const sales = salesOf(page, company)
  const { id } = await sales.issueInvoice({ lines: [hosting, { ...hosting, description: 'Support' }] })
  await page.goto(company.path(`/invoices/${id}`))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Credit…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Some lines').click()
  await dialog.getByLabel('Quantity of line 1').fill('1')
  await dialog.getByLabel('Quantity of line 2').fill('1.5x')
  await dialog.getByLabel('Reason').fill('Cancelled in time')
  await dialog.getByRole('button', { name: 'Issue credit note' }).click()
  await expect(dialog.getByText('Line 2 cannot be read: type a quantity such as 1.5, or an amount.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Quantity of line 2').fill('1.5')
  await dialog.getByRole('button', { name: 'Issue credit note' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('CN-')
  await expect(page.getByText('1,362.50').first()).toBeVisible()
})

test('credit that is used again after a lost answer settles once', async ({ page, company }) => {
  const sales = salesOf(page, company)
  const { id: customer_id } = await sales.addCustomer()
  await sales.patchSettings('/payment-settings', { is_credit_applied: false })
  const { id } = await sales.recordCredit(customer_id, 50_000)
  const next = await sales.issueFor(customer_id)
  await page.goto(company.path(`/payments/${id}`))
  await page.getByRole('button', { name: 'Use credit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(next.number).fill('100')
  // The server does it, and its answer is lost on the way.
  let lost = 0
  await page.route('**/allocations', async (route) => {
    await route.fetch()
    lost++
    await route.abort()
  })
  await dialog.getByRole('button', { name: 'Use credit' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(lost).toBe(1)
  await page.unrouteAll()
  await dialog.getByRole('button', { name: 'Use credit' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await sales.get(`/invoices/${next.id}`)).amount_paid_cents).toBe(10_000)
})
