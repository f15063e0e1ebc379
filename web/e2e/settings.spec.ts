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

test('a new GST number follows on the old one from a day ahead, and the registration can end', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/settings/organization'))
  const history = page.getByRole('list', { name: 'GST registrations' }).getByRole('listitem')
  await expect(history).toHaveCount(1)
  await page.getByLabel('Address').fill('1 Raffles Place')
  await page.getByRole('button', { name: 'Change the registration…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the GST registration' })
  await dialog.getByLabel('GST registration number').fill('M90312345A')
  await dialog.getByLabel('Change from').fill('2099-01-01')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save the registration' }).click()
  await expect(history.first()).toContainText('M90312345A')
  await expect(history.first()).toContainText('Ahead')
  await expect(history.last()).toContainText('31 Dec 2098')
  await expect(page.getByLabel('Address')).toHaveValue('1 Raffles Place')

  await page.getByRole('button', { name: 'Change the registration…' }).click()
  await dialog.getByLabel('What changes').selectOption({ label: 'The registration ends' })
  await dialog.getByLabel('Last day').fill('2098-06-30')
  await dialog.getByRole('button', { name: 'End the registration' }).click()
  await expect(dialog.getByText('The registration began on 2099-01-01.')).toBeVisible()
  await dialog.getByLabel('Last day').fill('2099-06-30')
  await dialog.getByRole('button', { name: 'End the registration' }).click()
  await expect(history.first()).toContainText('30 Jun 2099')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Organisation saved')).toBeVisible()
})

test('a UEN that another organisation has can be asked for', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  const mine = await page.getByLabel('UEN').inputValue()
  await page.goto('/welcome')
  await page.getByLabel('Registered name').fill('Kopi Kaki Two')
  await page.getByLabel('UEN').fill(mine)
  await page.getByLabel('Address').fill('10 Anson Road')
  await page.getByLabel('Postal code').fill('079903')
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await page.getByRole('button', { name: 'Ask the operator' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask the operator for a UEN' })
  await expect(dialog.getByLabel('UEN')).toHaveValue(mine)
  await dialog.getByLabel('Why it is yours').fill('I am its director')
  await dialog.getByRole('button', { name: 'Send the question' }).click()
  await expect(page.getByText('The operator has your question')).toBeVisible()
})

test('a second factor is required only by who has one', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await page.getByRole('switch', { name: 'Require a second factor' }).click()
  await expect(page.getByRole('link', { name: 'Add a second factor' })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Require a second factor' })).not.toBeChecked()
})

test('the settings of the organisation fit the screen of a phone', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await expect(page.getByRole('list', { name: 'GST registrations' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('the operator is let in for a time and a reason, and out again', async ({ page, company }) => {
  await page.goto(company.path('/settings/organization'))
  await page.getByRole('button', { name: 'Let the operator in…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Let the operator in' })
  await dialog.getByLabel('What they shall help with').fill('The invoice list stays empty')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Let the operator in' }).click()
  await expect(page.getByText(/^Siti Rahman lets the operator in until .*, to look only/)).toBeVisible()
  await page.getByRole('button', { name: 'End the access' }).click()
  await expect(page.getByText('The operator is not let in.')).toBeVisible()
})
