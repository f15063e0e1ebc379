import { join, peopleOf } from './people.ts'
import {
  apiOf,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  mailedLink,
  newEmail,
  newUen,
  test,
} from './fixtures.ts'

test('invites a colleague, who follows the link in the mail and joins', async ({ page, company, browser, baseURL }) => {
  const people = peopleOf(browser, baseURL)
  await page.goto(company.path('/settings/team'))
  await expect(page).toHaveTitle('Team · Settings · NexusCore')
  await page.getByRole('button', { name: 'Invite someone' }).click()
  const dialog = page.getByRole('dialog', { name: /^Invite someone to/ })
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await expect(dialog.getByText('Type the e-mail address of the person.')).toBeVisible()

  const arjun = await people.signUp('Arjun Nair')
  await dialog.getByLabel('E-mail').fill(arjun.email)
  await dialog.getByRole('radio', { name: /^Accountant/ }).check()
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  const open = page.getByRole('row').filter({ hasText: arjun.email })
  await expect(open).toContainText('Accountant')

  await arjun.page.goto(`/invitations/${await people.invitationFor(arjun.email)}`)
  await expect(arjun.page.getByRole('heading', { level: 1 })).toHaveText(/^Join Kopi Kaki/)
  await expect(arjun.page.getByText('Accountant')).toBeVisible()
  await expectAccessible(arjun.page)
  await arjun.page.getByRole('button', { name: /^Join / }).click()
  await expect(arjun.page).toHaveURL(company.path())

  await expect(page.getByRole('table', { name: 'Members' }).getByText('Arjun Nair')).toBeVisible()
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible()
  await expectAccessible(page)
})

test('an invitation is for whom it was sent to, works once, and asks strangers who they are', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const people = peopleOf(browser, baseURL)
  const [arjun, stranger] = [await people.signUp('Arjun Nair'), await people.signUp('Some Body')]
  const headers = { 'x-organization-id': company.id }
  const invitation = { email: arjun.email, role: 'viewer' }
  await apiOf(page.request, baseURL).post(`/organizations/${company.id}/invitations`, invitation, headers)
  const link = `/invitations/${await people.invitationFor(arjun.email)}`

  await stranger.page.goto(link)
  await stranger.page.getByRole('button', { name: /^Join / }).click()
  await expect(stranger.page.getByRole('alert')).toContainText('sent to another address')
  await stranger.page.getByRole('button', { name: 'Use another account' }).click()
  await expect(stranger.page).toHaveURL(/\/login\?next=/)

  await stranger.page.goto(link)
  await stranger.page.getByRole('link', { name: 'Log in to join' }).click()
  await stranger.page.getByLabel('Work e-mail').fill(arjun.email)
  await stranger.page.getByLabel('Password', { exact: true }).fill(company.password)
  await stranger.page.getByRole('button', { name: 'Log in', exact: true }).click()
  await stranger.page.getByRole('button', { name: /^Join / }).click()
  await expect(stranger.page).toHaveURL(company.path())

  await arjun.page.goto(link)
  await expect(arjun.page.getByRole('heading', { level: 1 })).toHaveText('This invitation no longer works')
  await expectAccessible(arjun.page)
})

test('whoever makes an account to answer an invitation comes back to it after the mail and the log-in', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const people = peopleOf(browser, baseURL)
  const email = newEmail()
  const headers = { 'x-organization-id': company.id }
  await apiOf(page.request, baseURL).post(
    `/organizations/${company.id}/invitations`,
    { email, role: 'member' },
    headers,
  )
  const context = await browser.newContext({ baseURL: people.baseURL })
  const [first, fromMail] = [await context.newPage(), await context.newPage()]
  await first.goto(await mailedLink(page.request, email, '/invitations/'))
  await first.getByRole('link', { name: 'Create an account' }).click()
  await first.getByLabel('Your name').fill('Arjun Nair')
  await first.getByLabel('Work e-mail').fill(email)
  await first.getByLabel('Password', { exact: true }).fill(company.password)
  await first.getByRole('button', { name: 'Create account' }).click()
  await expect(first.getByRole('heading', { name: 'Check your mail' })).toBeVisible()

  await fromMail.goto(await mailedLink(page.request, email, '/verify/'))
  await fromMail.getByRole('button', { name: 'Confirm address' }).click()
  await fromMail.getByLabel('Work e-mail').fill(email)
  await fromMail.getByLabel('Password', { exact: true }).fill(company.password)
  await fromMail.keyboard.press('Enter')
  await fromMail.getByRole('button', { name: /^Join Kopi Kaki/ }).click()
  await expect(fromMail).toHaveURL(company.path())
  await context.close()
})

test('an invitation is sent again, and revoked', async ({ page, company }) => {
  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: 'Invite someone' }).click()
  await page.getByLabel('E-mail').fill('mei.lin@kopi.example')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  const actions = page.getByRole('button', { name: 'Actions on the invitation of mei.lin@kopi.example' })
  await actions.click()
  await page.getByRole('menuitem', { name: 'Send again' }).click()
  await expect(page.getByText('Sent again to mei.lin@kopi.example')).toBeVisible()
  await actions.click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Revoke the invitation' }).click()
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible()
})

test('a role that changes takes its buttons away and gives them back', async ({ page, company, browser, baseURL }) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'admin')
  await arjun.page.goto(company.path('/customers'))
  await expect(arjun.page.getByRole('link', { name: 'New customer' }).first()).toBeVisible()

  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: `Actions on ${arjun.name}` }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  const dialog = page.getByRole('dialog', { name: `Role of ${arjun.name}` })
  await dialog.getByRole('radio', { name: /^Viewer/ }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Change role' }).click()
  await expect(page.getByRole('row').filter({ hasText: arjun.email })).toContainText('Viewer')

  await expect(arjun.page.getByRole('link', { name: 'New customer' })).toHaveCount(0)
  await arjun.page.goto(company.path('/settings/team'))
  await expect(arjun.page.getByRole('table', { name: 'Members' }).getByText(company.name)).toBeVisible()
  await expect(arjun.page.getByRole('button', { name: /^(Invite|Actions)/ })).toHaveCount(0)
})

test('a member who is removed is told so, and the last owner cannot leave', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'member')
  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: `Actions on ${arjun.name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove from the team…' }).click()
  await page.getByRole('button', { name: `Remove ${arjun.name}` }).click()
  await expect(page.getByRole('row').filter({ hasText: arjun.email })).toHaveCount(0)
  await arjun.page.goto(company.path('/customers'))
  await expect(arjun.page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address')

  await page.getByRole('button', { name: 'Leave the organisation' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave the organisation' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('An organisation is never without an owner')
})

test('the ownership is offered, and changes hands when the other accepts', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'accountant')
  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: `Actions on ${arjun.name}` }).click()
  await page.getByRole('menuitem', { name: 'Hand over the ownership…' }).click()
  await page.getByRole('button', { name: 'Offer the ownership' }).click()
  await expect(page.getByRole('button', { name: 'Withdraw the offer' })).toBeVisible()

  await arjun.page.goto(company.path('/settings/team'))
  await expect(arjun.page.getByText('Siti Rahman offers you the ownership')).toBeVisible()
  await arjun.page.getByRole('button', { name: 'Accept' }).click()
  await arjun.page.getByRole('button', { name: 'Become the owner' }).click()
  await expect(arjun.page.getByRole('row').filter({ hasText: arjun.email })).toContainText('Owner')
  await expect(page.getByRole('row').filter({ hasText: company.email })).toContainText('Admin')
})

test('switching to another organisation stays in the section', async ({ page, company, baseURL }) => {
  const uen = newUen()
  const { slug } = await apiOf(page.request, baseURL).post('/organizations', {
    name: 'Roti Prata House',
    uen,
    is_gst_registered: false,
    billing_email: company.email,
    address: { line1: '10 Anson Road', postal_code: '079903', country: 'SG' },
  })
  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: /^Organisation:/ }).click()
  await page.getByRole('menuitem', { name: 'Roti Prata House' }).click()
  await expect(page).toHaveURL(`/app/${slug}/settings/organization`)
  await expect(page.getByLabel('UEN')).toHaveValue(uen)
})

test('the team fits the screen of a phone and passes axe', async ({ page, company, browser, baseURL }) => {
  await join(page, company, peopleOf(browser, baseURL), 'viewer')
  await page.goto(company.path('/settings/team'))
  await expect(page.getByRole('table', { name: 'Members' }).getByText('Arjun Nair')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Invite someone' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoSidewaysScroll(page)
})
