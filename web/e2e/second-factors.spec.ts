import type { Page, Route } from '@playwright/test'
import { TOTP } from 'otpauth'
import { addAuthenticator } from './authenticator.ts'
import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, password, test } from './fixtures.ts'
import { join, peopleOf } from './people.ts'

test('an authenticator app is set up by its code, and a log-in asks for the next one', async ({ page, company }) => {
  await page.goto(company.path('/settings/security'))
  const { totp, codes } = await setUpApp(page)
  await expect(page.getByText('An authenticator app was added')).toBeVisible()
  await expect(page.getByText('10 codes left')).toBeVisible()

  await logOut(page)
  await logIn(page, company.email, company.path('/invoices?status=paid'))
  await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible()
  await expectAccessible(page)
  const field = page.getByLabel('Code of your authenticator app')
  await expect(field).toBeFocused()
  await field.fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('This code is not right')
  // The code that switched it on is used up; the next one is good already.
  await field.fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(company.path('/invoices?status=paid'))

  await logOut(page)
  await logIn(page, company.email, company.path('/settings/security'))
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0]!.toLowerCase())
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('9 codes left')).toBeVisible()
  await expect(page.getByText('with a second factor').first()).toBeVisible()
})

test('setting up a second factor fits the screen and passes axe on a phone', async ({ page, company }) => {
  await page.goto(company.path('/settings/security'))
  await page.getByRole('button', { name: 'Set up an app' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('recovery codes are shown once, kept by download or print, and replaced', async ({ page, company }) => {
  await page.goto(company.path('/settings/security'))
  const { codes } = await setUpApp(page, async (shown) => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe('nexuscore-recovery-codes.txt')
    await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled()
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(shown[0]!)).toBeVisible()
    await expect(page.getByText(company.email).filter({ visible: true })).toHaveCount(1)
    await expect(page.getByRole('heading', { level: 1 })).not.toBeVisible()
    await page.emulateMedia({ media: 'screen' })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new codes' }).click()
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(list).toHaveCount(10)
  expect(await list.allInnerTexts()).not.toContain(codes[0])
})

test('a passkey is added, named, renamed, logs in by itself, and is removed', async ({ page, company }) => {
  const device = await addAuthenticator(page)
  await page.goto(company.path('/settings/security'))
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a passkey' })
  await adding.getByLabel('Name').fill('Work laptop')
  await expectAccessible(page)
  await adding.getByRole('button', { name: 'Add the passkey' }).click()
  await keepCodes(page)
  expect(await device.passkeys()).toHaveLength(1)

  await page.getByRole('button', { name: 'Rename Work laptop' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Laptop at home')
  await page.keyboard.press('Enter')
  const row = page.getByRole('listitem').filter({ hasText: 'made' })
  await expect(row).toContainText('Laptop at home')
  await expect(row).toContainText('Not used yet')
  await expectAccessible(page)

  // A browser that suggests no passkeys, so that it is the button that logs in and not the address field.
  await page.addInitScript(() => (PublicKeyCredential.isConditionalMediationAvailable = async () => false))
  await logOut(page)
  await page.goto(`/login?next=${company.path('/settings/security')}`)
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await expect(page).toHaveURL(company.path('/settings/security'))
  await expect(row).toContainText('Last used')

  await page.getByRole('button', { name: 'Remove Laptop at home' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove Laptop at home?' })
  await question.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(row).toHaveCount(0)
  await expect(page.getByText('A passkey was removed')).toBeVisible()
})

test('a passkey offers itself in the address field, and stands in for the code after a password', async ({
  page,
  company,
}) => {
  const device = await addAuthenticator(page)
  await addPasskey(page, company.path('/settings/security'))
  await logOut(page)
  // Somebody is there, and takes the suggestion at once.
  await page.goto(`/login?next=${company.path('/activity')}`)
  await expect(page).toHaveURL(company.path('/activity'))

  await device.setPresence(false)
  await logOut(page)
  await logIn(page, company.email, company.path('/customers'))
  await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible()
  await device.setPresence(true)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(company.path('/customers'))
})

test('a passkey chosen in the field and by the button at once logs in to one page that stays alive', async ({
  page,
  company,
}) => {
  const device = await addAuthenticator(page)
  await addPasskey(page, company.path('/settings/security'))
  await device.setPresence(false)
  await logOut(page)
  const held: Route[] = []
  await page.route('**/auth/passkeys/log-in', (route) => void held.push(route))
  await device.setPresence(true)
  await page.goto(`/login?next=${company.path('/settings/security')}`)
  await expect.poll(() => held.length).toBe(1)
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await expect.poll(() => held.length).toBe(2)

  await held[0]!.continue()
  const row = page.getByRole('listitem').filter({ hasText: 'made' })
  await expect(row).toContainText('Last used')
  const answered = page.waitForResponse('**/auth/passkeys/log-in')
  await held[1]!.continue()
  await (await answered).finished()
  await page.getByRole('button', { name: /^Remove / }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(row).toHaveCount(0)
})

test('passkeys work in browsers that do not read the JSON of WebAuthn themselves', async ({ page, company }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(PublicKeyCredential, 'parseCreationOptionsFromJSON')
    Reflect.deleteProperty(PublicKeyCredential, 'parseRequestOptionsFromJSON')
    Reflect.deleteProperty(PublicKeyCredential.prototype, 'toJSON')
  })
  await addAuthenticator(page)
  await addPasskey(page, company.path('/settings/security'))
  await logOut(page)
  await page.goto(`/login?next=${company.path('/activity')}`)
  await expect(page).toHaveURL(company.path('/activity'))
})

test('proving again works above another dialog, by password, code or passkey', async ({ page, company }) => {
  await addAuthenticator(page)
  await page.goto(company.path('/settings/security'))
  const { totp } = await setUpApp(page)
  await addPasskey(page, company.path('/settings/security'), false)
  const stale = await staleOnce(page, '**/api/v1/auth/totp')

  await page.getByRole('button', { name: 'Remove the app' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove the authenticator app?' })
  await question.getByRole('button', { name: 'Remove the app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(dialog.getByLabel(/^Password of/)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(question).toContainText('Nothing was changed')

  stale.again()
  await question.getByRole('button', { name: 'Remove the app' }).click()
  await dialog.getByRole('button', { name: 'Use a code of the authenticator app' }).click()
  await dialog.getByLabel('Code of your authenticator app').fill('000000')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This code is not right')).toBeVisible()
  await dialog.getByLabel('Code of your authenticator app').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('The authenticator app was removed')).toBeVisible()
  await expect(question).toHaveCount(0)

  const again = await staleOnce(page, '**/api/v1/auth/recovery-codes')
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new codes' }).click()
  await dialog.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible()
  expect(again.sent()).toBe(2)
})

test('an organisation that wants a second factor leads to one, and back to where one was', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const people = peopleOf(browser, baseURL)
  const arjun = await join(page, company, people, 'member')
  // The owner has a factor; somebody logged in as them elsewhere without it, and Arjun has none.
  const elsewhere = await (await browser.newContext({ baseURL: people.baseURL })).newPage()
  await logIn(elsewhere, company.email, company.path('/customers'))
  await expect(elsewhere).toHaveURL(company.path('/customers'))
  await page.goto(company.path('/settings/security'))
  const { totp } = await setUpApp(page)
  const headers = { 'x-organization-id': company.id, 'if-match': '"1"' }
  const wish = { require_second_factor: true }
  await apiOf(page.request, baseURL).patch(`/organizations/${company.id}/security`, wish, headers)

  await elsewhere.goto(company.path('/invoices?status=paid'))
  await expect(elsewhere.getByRole('heading', { name: 'Show your second factor' })).toBeVisible()
  await expect(elsewhere.getByText('Kopi Kaki')).toBeVisible()
  await expectAccessible(elsewhere)
  await elsewhere.getByLabel('Code of your authenticator app').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await elsewhere.getByRole('button', { name: 'Continue' }).click()
  await expect(elsewhere).toHaveURL(company.path('/invoices?status=paid'))
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible()

  await addAuthenticator(arjun.page)
  await arjun.page.goto(company.path('/customers'))
  await expect(arjun.page.getByRole('heading', { name: 'Add a second factor' })).toBeVisible()
  await expectAccessible(arjun.page)
  await arjun.page.getByRole('button', { name: 'Passkey' }).click()
  await arjun.page.getByRole('button', { name: 'Add the passkey' }).click()
  await keepCodes(arjun.page)
  await expect(arjun.page).toHaveURL(company.path('/customers'))
  await expect(arjun.page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  for (const other of [elsewhere, arjun.page]) await other.context().close()
})

/** Sets up an app and keeps its recovery codes; the app is not ours. */
async function setUpApp(page: Page, whileShown: (codes: string[]) => Promise<void> = async () => undefined) {
  await page.getByRole('button', { name: 'Set up an app' }).click()
  const secret = await page.getByText(/^([A-Z2-7]{4} ?){8}$/).innerText()
  const totp = new TOTP({ secret: secret.replaceAll(/\s/g, '') })
  await page.getByLabel('Code of your authenticator app').fill(totp.generate())
  await page.getByRole('button', { name: 'Switch it on' }).click()
  return { totp, codes: await keepCodes(page, whileShown) }
}

async function keepCodes(page: Page, whileShown: (codes: string[]) => Promise<void> = async () => undefined) {
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(list).toHaveCount(10)
  const codes = await list.allInnerTexts()
  await whileShown(codes)
  await page.getByLabel('I have kept these codes').check()
  await page.getByRole('button', { name: 'Done' }).click()
  return codes
}

async function addPasskey(page: Page, path: string, isFirst = true) {
  await page.goto(path)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Add the passkey' }).click()
  if (isFirst) await keepCodes(page)
  await expect(page.getByText('Not used yet')).toBeVisible()
}

async function logOut(page: Page) {
  await page.context().clearCookies()
}

async function logIn(page: Page, email: string, next: string) {
  await page.goto(`/login?next=${encodeURIComponent(next)}`)
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** The server refuses proofs older than ten minutes; here its refusal comes without the wait, once. */
async function staleOnce(page: Page, url: string) {
  const body = JSON.stringify({ title: 'Forbidden', status: 403, code: 'auth.step_up_required', detail: 'Prove it.' })
  let sent = 0
  let isStale = true
  await page.route(url, (route) => {
    sent++
    if (!isStale) return route.continue()
    isStale = false
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body })
  })
  return { sent: () => sent, again: () => (isStale = true) }
}
