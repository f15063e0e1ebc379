import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  newEmail,
  newUen,
  password,
  test,
  tokenFor,
} from './fixtures.ts'

test('from nothing to a company: sign up, confirm, log in, create the organisation', async ({ page, request }) => {
  const email = newEmail()
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Siti Rahman')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await expect(page.getByText('Long and strong')).toBeVisible()
  await page.getByRole('button', { name: 'Create account' }).click()

  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await expect(page.getByText(email)).toBeVisible()
  await expect(page.getByRole('link', { name: /mailbox/ })).toHaveAttribute('href', /\/dev\/mail/)
  await expect(page.getByRole('button', { name: /Send again in \d+ s/ })).toBeDisabled()

  await page.goto(`/verify/${await tokenFor(request, email)}`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByText('Your e-mail address is confirmed')).toBeVisible()
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Welcome, Siti' })).toBeVisible()
  await expect(page.getByLabel('Billing e-mail')).toHaveValue(email)
  const uen = newUen()
  await page.getByLabel('Registered name').fill(`Kopi ${uen} Pte. Ltd.`)
  await page.getByLabel('UEN').fill(uen.toLowerCase())
  await page.getByLabel('Registered for GST').check()
  await expect(page.getByLabel('GST registration number')).toHaveValue(uen)
  await page.getByLabel('Effective date').fill('2024-01-01')
  await page.getByLabel('Address').fill('10 Anson Road')
  await page.getByLabel('Postal code').fill('079903')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await expect(page).toHaveURL(new RegExp(`/app/kopi-${uen.toLowerCase()}$`))
})

test('says what is wrong in its place, and goes to the first mistake', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Your name')).toBeFocused()
  await expect(page.getByText('Type the name your colleagues know you by')).toBeVisible()
  await page.getByLabel('Work e-mail').fill('siti')
  await page.getByLabel('Password', { exact: true }).fill('too short')
  await expect(page.getByText('Type an e-mail address like name@company.sg')).toBeVisible()
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text')
  await expectAccessible(page)
})

test('puts a refusal of the server on its field', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Siti Rahman')
  await page.getByLabel('Work e-mail').fill(newEmail())
  await page.getByLabel('Password', { exact: true }).fill('aaaaaaaaaaaaaaaaaaaa')
  await page.getByRole('button', { name: 'Create account' }).click()
  const field = page.getByLabel('Password', { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toBeFocused()
  await expect(page.getByText('Use more than a few different characters.')).toBeVisible()
})

test('refuses a wrong password without losing the address', async ({ page }) => {
  await page.goto('/login')
  await page.getByLabel('Work e-mail').fill('nobody@kopi.example')
  await page.getByLabel('Password', { exact: true }).fill('not the password at all')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Work e-mail')).toHaveValue('nobody@kopi.example')
  await expectAccessible(page)
})

test('a link that is used up offers a new one', async ({ page }) => {
  await page.goto('/verify/not-a-token-of-ours')
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await page.getByLabel('Work e-mail').fill('siti@kopi.example')
  await expect(page.getByRole('button', { name: 'Send the mail again' })).toBeEnabled()
})

test('asks to log in, then returns to the page that was asked for', async ({ page, demo }) => {
  await page.context().clearCookies()
  await page.goto(demo.path('/activity?name=invoice.issued'))
  await expect(page).toHaveURL(/\/login\?next=/)
  await page.getByRole('button', { name: 'Enter the demo as owner' }).click()
  await expect(page).toHaveURL(demo.path('/activity?name=invoice.issued'))
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
})
