import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { failCalls, salesOf } from './sales.ts'

test('adds a customer; what is refused stands on its field and nothing typed is lost', async ({ page, company }) => {
  await page.goto(company.path('/customers'))
  await expect(page.getByText('No customers yet')).toBeVisible()
  await page.getByRole('link', { name: 'Add the first customer' }).click()

  const add = page.getByRole('button', { name: 'Add customer' })
  await add.click()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByText('Type a name.')).toBeVisible()

  await page.getByLabel('Name').fill('Kopi Kaki Pte. Ltd.')
  await page.getByLabel('UEN').fill('201912345Z')
  await page.getByLabel('Phone').fill('9123 4567')
  await page.getByLabel('Address line 1').fill('1 Raffles Place')
  await page.getByLabel('Postal code').fill('123')
  await add.click()
  await expect(page.getByText('Singapore postal codes have 6 digits.')).toBeVisible()
  await page.getByLabel('Postal code').fill('048616')
  await add.click()
  await expect(page.getByLabel('UEN')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('UEN')).toBeFocused()
  await expect(page.getByLabel('Phone')).toHaveValue('9123 4567')

  await page.getByLabel('UEN').clear()
  await add.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kopi Kaki Pte. Ltd.')
  await expect(page.getByText('+65 9123 4567')).toBeVisible()
  await expect(page.getByText('Singapore 048616')).toBeVisible()
})

test('finds customers, keeps the search in the address, and clears it', async ({ page, company }) => {
  await salesOf(page, company).addCustomers(3)
  await page.goto(company.path('/customers'))
  const names = page.locator('a[data-row]')
  await expect(names).toHaveCount(3)
  await page.getByRole('searchbox').fill('002')
  await expect(names).toHaveText(['Customer 002'])
  await expect(page).toHaveURL(/q=/)
  await page.reload()
  await expect(names).toHaveText(['Customer 002'])

  await page.getByRole('searchbox').fill('nobody is called this')
  await expect(page.getByText('No customer matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(names).toHaveCount(3)
})

test('pages by fifty; Back and a copied link show the same page', async ({ page, company }) => {
  await salesOf(page, company).addCustomers(53)
  await page.goto(company.path('/customers'))
  const names = page.locator('a[data-row]')
  await expect(names).toHaveCount(50)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(names).toHaveText(['Customer 051', 'Customer 052', 'Customer 053'])
  await page.reload()
  await expect(names).toHaveCount(3)
  await page.goBack()
  await expect(names).toHaveCount(50)
})

test('says why the list cannot be loaded, and tries again', async ({ page, demo }) => {
  const letGo = await failCalls(page, /\/api\/v1\/customers\?/)
  await page.goto(demo.path('/customers'))
  await expect(page.getByText('Customers could not be loaded')).toBeVisible()
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('a[data-row]').first()).toBeVisible()
})

test('moves through the rows with j and k, opens with Enter, and comes back to the row', async ({ page, demo }) => {
  await page.goto(demo.path('/customers'))
  const names = page.locator('a[data-row]')
  await expect(names.nth(2)).toBeVisible()
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  await expect(names.nth(1)).toBeFocused()
  const name = await names.nth(1).innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page.goBack()
  await expect(names.nth(1)).toBeFocused()
})

test('keeps typed text when someone else saved first, and saves only what I changed', async ({ page, company }) => {
  const sales = salesOf(page, company)
  const customer = await sales.addCustomer()
  await page.goto(company.path(`/customers/${customer.id}/edit`))
  await page.getByLabel('Notes').fill('Wants a purchase order')
  await sales.patch(`/customers/${customer.id}`, { payment_terms_days: 60 }, customer.version)

  await page.getByRole('button', { name: 'Save customer' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'saved this customer meanwhile' })
  await expect(conflict).toBeVisible()
  await expect(page.getByLabel('Notes')).toHaveValue('Wants a purchase order')

  await conflict.getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(customer.name)
  const saved = await sales.get(`/customers/${customer.id}`)
  expect(saved).toMatchObject({ notes: 'Wants a purchase order', payment_terms_days: 60 })
})

test('asks before typed text is lost', async ({ page, company }) => {
  await page.goto(company.path('/customers/new'))
  await page.getByLabel('Name').fill('Half a name')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Invoices' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('Half a name')
})

test('archives at once, and Undo brings the customer back', async ({ page, company }) => {
  const { id } = await salesOf(page, company).addCustomer()
  await page.goto(company.path(`/customers/${id}`))
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('Archived', { exact: true })).toBeVisible()
  const toasts = page.getByRole('region', { name: 'Notifications' })
  await toasts.getByRole('button', { name: 'Undo' }).click()
  await expect(toasts.getByText('is active again')).toBeVisible()
  await expect(page.getByRole('link', { name: 'New invoice' })).toBeVisible()

  await page.getByRole('button', { name: 'Archive' }).click()
  await page.goto(company.path('/customers?archived=yes'))
  await expect(page.locator('a[data-row]')).toHaveCount(1)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`fits the screen and is accessible in ${colorScheme}`, async ({ page, company }) => {
    const { id } = await salesOf(page, company).addCustomer({ email: 'accounts@kopi.example', phone: '+6591234567' })
    await page.emulateMedia({ colorScheme })
    for (const path of ['', `/${id}`, '/new', `/${id}/edit`]) {
      await page.goto(company.path(`/customers${path}`))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
