import { type Browser, type Page } from '@playwright/test'
import {
  apiOf,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  mailedLink,
  newEmail,
  password,
  test,
} from './fixtures.ts'

const another = 'teh tarik at nine in the evening'

test('a forgotten password is reset by the mail, and logs out everywhere', async ({ page, company }) => {
  await page.goto('/login')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  // The page before has a field of the same name.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set a new password')
  await page.getByLabel('Work e-mail').fill(company.email)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await expectNoSidewaysScroll(page)

  // The mailbox as a person uses it: find the mail, follow the link in it.
  await page.getByRole('link', { name: /mailbox/ }).click()
  const mail = page.getByRole('link', { name: 'Set a new password' })
  await expect(async () => {
    await page.reload()
    await expect(mail).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await mail.click()
  await page.getByRole('link', { name: /\/reset-password\// }).click()

  const field = page.getByLabel('New password', { exact: true })
  await field.fill('passwordpassword')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('one of the passwords that are tried first')).toBeVisible()
  await field.fill(another)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Set the password' }).click()

  await expect(page.getByRole('status')).toContainText('Your new password is set')
  await page.goto(company.path('/settings/security'))
  await expect(page).toHaveURL(/\/login\?next=/)
  await logIn(page, company.email, another)
  await expect(page).toHaveURL(company.path('/settings/security'))
})

test('a link for a new password works once, then leads to a new one', async ({ page, company, baseURL }) => {
  await apiOf(page.request, baseURL).post('/auth/password/forgot', { email: company.email })
  const path = await mailedLink(page.request, company.email, '/reset-password/')
  await page.goto(path)
  await page.getByLabel('New password', { exact: true }).fill(another)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page).toHaveURL('/login')
  await page.goto(path)
  await page.getByLabel('New password', { exact: true }).fill(another)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await page.getByRole('link', { name: 'Send a new link' }).click()
  await expect(page).toHaveURL('/forgot-password')
})

test('changes the password, and puts each refusal on its field', async ({ page, company }) => {
  await page.goto(company.path('/settings/security'))
  const current = page.getByLabel('Current password')
  const chosen = page.getByLabel('New password', { exact: true })
  await current.fill('not my password at all')
  await chosen.fill(another)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(current).toBeFocused()
  await expect(page.getByText('This is not your password.')).toBeVisible()
  await current.fill(company.password)
  await chosen.fill('siti rahman siti rahman')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(chosen).toHaveAttribute('aria-invalid', 'true')
  await chosen.fill(another)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText('Password changed')).toBeVisible()
  await expect(page.getByText('The password was changed')).toBeVisible()
  await expect(chosen).toHaveValue('')
})

test('security settings fit the screen and show sessions and log', async ({ page, company, browser, baseURL }) => {
  await elsewhere(browser, baseURL, company.email, company.path())
  await elsewhere(browser, baseURL, company.email, company.path())
  await page.goto(company.path('/settings/security'))
  await expect(page).toHaveTitle('Security · Settings · NexusCore')
  await expect(page.getByRole('link', { name: 'Security' })).toBeInViewport({ ratio: 0.9 })
  const rows = page.getByRole('listitem').filter({ hasText: 'Last used' })
  await expect(rows).toHaveCount(3)
  await expect(rows.filter({ hasText: 'This one' })).toHaveCount(1)
  await expect(page.getByRole('listitem').filter({ hasText: 'You confirmed your address' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('logs out one session, then all others, and those are gone at once', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const pages = [
    await elsewhere(browser, baseURL, company.email, company.path()),
    await elsewhere(browser, baseURL, company.email, company.path()),
    await elsewhere(browser, baseURL, company.email, company.path()),
  ]
  await page.goto(company.path('/settings/security'))
  const rows = page.getByRole('listitem').filter({ hasText: 'Last used' })
  await expect(rows).toHaveCount(4)
  await rows
    .getByRole('button', { name: /^Log out/ })
    .first()
    .click()
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Log out everywhere else' }).click()
  const question = page.getByRole('alertdialog', { name: 'Log out 2 other sessions?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Log out everywhere else' }).click()
  await expect(rows).toHaveCount(1)
  for (const other of pages) {
    await other.reload()
    await expect(other).toHaveURL(/\/login\?next=/)
    await other.context().close()
  }
})

test('moves the account to another address when both have confirmed', async ({ page, company }) => {
  const next = newEmail()
  await page.goto(company.path('/settings/security'))
  await page.getByLabel('New address').fill(company.email)
  await page.getByRole('button', { name: 'Change address' }).click()
  await expect(page.getByText('This is your address already.')).toBeVisible()
  await page.getByLabel('New address').fill(next)
  await page.getByRole('button', { name: 'Change address' }).click()
  await expect(page.getByText(`to ${company.email} and to ${next}`)).toBeVisible()
  await expectAccessible(page)

  await page.goto(await mailedLink(page.request, company.email, '/confirm-email/'))
  await expect(page.getByRole('heading', { name: 'Move your account?' })).toBeVisible()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'One of two confirmed' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(await mailedLink(page.request, next, '/confirm-email/'))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Your account has moved' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to the app' }).click()
  await page.goto(company.path('/settings/profile'))
  await expect(page.getByLabel('Work e-mail')).toHaveValue(next)
})

test('asks once more who it is, in one dialog, and then repeats what was refused', async ({ page, company }) => {
  await page.goto(company.path('/settings/security'))
  // The server refuses what is older than ten minutes; here its refusal comes without the wait.
  let sent = 0
  await page.route('**/api/v1/users/me/email', (route) =>
    sent++ > 1
      ? route.continue()
      : route.fulfill({ status: 403, contentType: 'application/problem+json', body: stale }),
  )
  const next = newEmail()
  await page.getByLabel('New address').fill(next)
  await page.getByRole('button', { name: 'Change address' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(dialog.getByLabel(/^Password of/)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('alert')).toContainText('Nothing was changed')
  await expect(page.getByLabel('New address')).toHaveValue(next)

  await page.getByRole('button', { name: 'Change address' }).click()
  await dialog.getByLabel(/^Password of/).fill('not my password at all')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This is not your password.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel(/^Password of/).fill(company.password)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(`to ${company.email} and to ${next}`)).toBeVisible()
  expect(sent).toBe(3)
})

const stale = JSON.stringify({ title: 'Forbidden', status: 403, code: 'auth.step_up_required', detail: 'Prove it.' })

async function logIn(page: Page, email: string, secret: string) {
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.keyboard.press('Enter')
}

/** The same person in another browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, email: string, path: string): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL && { baseURL }) })
  const page = await context.newPage()
  await page.goto(`/login?next=${encodeURIComponent(path)}`)
  await logIn(page, email, password)
  await expect(page).toHaveURL(path)
  return page
}
