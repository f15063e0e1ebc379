import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('saves what was changed and says so', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await expect(page).toHaveTitle('Organisation · Settings · NexusCore')
  await page.getByLabel('Address').fill('1 Raffles Place')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Organisation saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Address')).toHaveValue('1 Raffles Place')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('when somebody saved first: says who and what, and keeps what was typed', async ({ page, company, baseURL }) => {
  await page.goto(company.path('/settings/organization'))
  await page.getByLabel('Address').fill('1 Raffles Place')
  await apiOf(page.request, baseURL).patch(
    `/organizations/${company.id}`,
    { billing_email: 'new@kopi.example' },
    { 'x-organization-id': company.id, 'if-match': '"1"' },
  )
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert')).toContainText('Siti Rahman changed billing e-mail')
  await page.getByRole('button', { name: 'Load the new version' }).click()
  await expect(page.getByLabel('Billing e-mail')).toHaveValue('new@kopi.example')
  await expect(page.getByLabel('Address')).toHaveValue('1 Raffles Place')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Organisation saved')).toBeVisible()
})

test('puts the refusal of a UEN on the field', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await page.getByLabel('UEN').fill('201912345A')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByLabel('UEN')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText(/check letter/)).toBeVisible()
})

test('asks before typed text is lost', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await page.getByLabel('Address').fill('1 Raffles Place')
  await page.getByRole('link', { name: 'Your profile' }).click()
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('Address')).toHaveValue('1 Raffles Place')
  await page.getByRole('link', { name: 'Your profile' }).click()
  await question.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page).toHaveURL(company.path('/settings/profile'))
})

test('changes the name, and the theme without a flash', async ({ page, company }) => {
  await page.goto(company.path('/settings/profile'))
  await page.getByLabel('Name', { exact: true }).fill('Siti binte Rahman')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Profile saved')).toBeVisible()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await page.reload({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Siti binte Rahman')
  await expectAccessible(page)
})

test('a refused load says why and tries again', async ({ page, company }) => {
  await page.route('**/api/v1/organizations/*', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        title: 'Refused',
        detail: 'You may not see this organisation.',
        code: 'http.forbidden',
        status: 403,
      }),
    }),
  )
  await page.goto(company.path('/settings/organization'))
  await expect(page.getByRole('alert')).toContainText('You may not see this organisation.')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('Registered name')).toBeVisible()
})
