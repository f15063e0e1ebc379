import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'

test('finds a page and a customer from the keyboard', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Search or do' })
  await expect(box).toBeFocused()
  await box.fill('go to inv')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(demo.path('/invoices'))
  await page.keyboard.press('Control+k')
  await box.fill('INV-')
  await page.getByRole('option', { name: /^INV-/ }).first().click()
  await expect(page).toHaveURL(/\/invoices\/[\da-f-]{36}$/)
})

test('g and a letter go to a section, ? lists the keys, and neither fires in a field', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(demo.path('/customers'))
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await page.keyboard.type('gi?')
  await expect(page.getByRole('searchbox')).toHaveValue('gi?')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers')
})

test('the first Tab skips to the content; sections are links that say where one is', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  const current = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity' })
  await expect(current).toHaveAttribute('aria-current', 'page')
  await expect(page).toHaveTitle('Activity · NexusCore')
  await expectNoSidewaysScroll(page)
})

for (const scheme of ['light', 'dark'] as const)
  test(`the feed reads as sentences and passes axe in ${scheme}`, async ({ page, demo }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto(demo.path('/activity?name=invoice.issued'))
    const first = page.getByRole('listitem').first()
    await expect(first).toContainText(/issued INV-\d{4}-\d+ to .+ · \$[\d,]+\.\d\d/)
    await first.locator('summary').click()
    await expect(first.getByRole('link', { name: 'Open the invoice' })).toBeVisible()
    await expectAccessible(page)
  })

test('the feed filters in the address, and an empty answer offers a way back', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Payment recorded' })
  await expect(page).toHaveURL(demo.path('/activity?name=payment.recorded'))
  await expect(page.getByRole('listitem').first()).toContainText('recorded a payment of')
  await page.goto(demo.path('/activity?name=nothing.happened'))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByRole('listitem').first()).toBeVisible()
})

test('the feed says why it failed and tries again', async ({ page, demo }) => {
  await page.route('**/api/v1/events?*', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        title: 'Refused',
        detail: 'You may not read the activity.',
        code: 'http.forbidden',
        status: 403,
      }),
    }),
  )
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('alert')).toContainText('You may not read the activity.')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('listitem').first()).toBeVisible()
})

test('menus open, name the theme, and pass axe', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: /^Organisation/ }).click()
  await expect(page.getByRole('menuitem', { name: 'New organisation' })).toHaveAttribute('href', '/welcome')
  await expectAccessible(page)
})

test('offline shows a strip that goes by itself', async ({ page, demo }) => {
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await page.context().setOffline(true)
  await expect(page.getByText('You are offline.')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('You are offline.')).toHaveCount(0)
})

test('a session that ends under an open form is renewed in place', async ({ page, company }) => {
  await page.goto(company.path('/settings/profile'))
  await page.getByLabel('Name', { exact: true }).fill('Siti binte Rahman')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Save profile' }).click()
  const dialog = page.getByRole('dialog', { name: 'Log in again' })
  await dialog.getByLabel(/^Password/).fill(company.password)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Siti binte Rahman')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Profile saved')).toBeVisible()
})

test('another company’s address shows nothing', async ({ page, demo }) => {
  await page.goto(demo.path('-of-somebody-else/invoices'))
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})

test('controls on a phone are big enough to hit', async ({ page, demo }) => {
  test.skip(!isPhone(page), 'a phone’s matter')
  await page.goto(demo.path('/activity'))
  await expect(page.getByRole('listitem').first()).toBeVisible()
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
  expect(await links.count()).toBeLessThanOrEqual(5)
  for (const link of await links.all()) expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44)
})
