import type { APIRequestContext, Browser, Page } from '@playwright/test'
import { apiOf, type Company, expect, expectAccessible, expectNoSidewaysScroll, newEmail, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

/** The whole link of the newest portal mail to an address. */
async function linkTo(request: APIRequestContext, email: string): Promise<string> {
  let url = ''
  await expect(async () => {
    const { data } = await (await request.get(`/dev/mail/messages?to=${encodeURIComponent(email)}`)).json()
    url = /\/portal\/\S+#nxq_[\w-]+/.exec(data[0]?.text ?? '')?.[0] ?? ''
    expect(url).not.toBe('')
  }).toPass()
  return url
}

/** A seller whose portal is open, and a customer with two invoices beside one with a third. */
async function selling(page: Page, company: Company) {
  const sales = salesOf(page, company)
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  await api.patch('/portal-settings', { is_enabled: true, allows_plan_change: true }, tenant)
  const email = newEmail()
  const customer = await sales.addCustomer({ name: 'Tanjong Design LLP', email })
  const first = await sales.issueInvoice({ customer_id: customer.id })
  const second = await sales.issueInvoice({ customer_id: customer.id })
  const stranger = await sales.issueInvoice()
  const send = () =>
    api.post(`/customers/${customer.id}/send-portal-link`, undefined, {
      ...tenant,
      'idempotency-key': crypto.randomUUID(),
    })
  return { sales, api, tenant, email, customer, first, second, stranger, send }
}

/** The customer's own browser, which knows nothing of the app. */
const visitor = async (browser: Browser, baseURL: string | undefined, viewport = { width: 1440, height: 900 }) =>
  (await browser.newContext({ baseURL: baseURL ?? 'http://localhost:8000', locale: 'en-SG', viewport })).newPage()

test('a seller sends a link, and the customer sees their own invoices, corrects their details, and the seller hears of it', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const { email, customer, first, second, stranger } = await selling(page, company)
  await page.goto(company.path(`/customers/${customer.id}`))
  await page.getByRole('button', { name: 'Send portal link' }).click()
  await expect(page.getByText(`Portal link on its way to ${email}`)).toBeVisible()

  const their = await visitor(browser, baseURL)
  await their.goto(await linkTo(page.request, email))
  expect(their.url()).not.toContain('#')
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await expect(their.getByRole('heading', { name: 'To pay' })).toBeVisible()
  await expect(their.getByText('$2,180.00')).toBeVisible()
  await expectAccessible(their)
  const download = their.waitForEvent('download')
  await their.getByRole('button', { name: 'Download all' }).click()
  expect((await download).suggestedFilename()).toMatch(/^documents-\d{4}-\d\d-\d\d\.zip$/)
  await expect(their.getByText('2 documents in one file')).toBeVisible()

  await their.getByRole('link', { name: 'Invoices', exact: true }).click()
  await expect(their.getByText(`Invoice ${first.number}`)).toBeVisible()
  await expect(their.getByText(`Invoice ${second.number}`)).toBeVisible()
  await expect(their.getByText(stranger.number)).toHaveCount(0)
  await expectAccessible(their)
  const pdf = await their.request.get(
    (await their.getByRole('link', { name: `PDF of ${first.number}` }).getAttribute('href'))!,
  )
  expect(pdf.headers()['content-type']).toContain('pdf')

  await their.getByRole('link', { name: 'Details' }).click()
  await their.getByLabel('UEN').fill('201812345A')
  await their.getByRole('button', { name: 'Save details' }).click()
  await expect(their.getByLabel('UEN')).toBeFocused()
  await expect(their.getByLabel('UEN')).toHaveAttribute('aria-invalid', 'true')
  await their.getByLabel('UEN').fill('')
  await their.getByLabel('Street').fill('9 Duxton Hill')
  await expectAccessible(their)
  await their.getByRole('button', { name: 'Save details' }).click()
  await expect(their.getByText('Saved.')).toBeVisible()

  await page.reload()
  await expect(page.getByText('9 Duxton Hill')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Where they are in' }).getByRole('listitem')).toHaveCount(1)
  await page.goto(company.path('/activity'))
  await expect(page.getByText('Tanjong Design LLP (customer)').first()).toBeVisible()

  await page.goto(company.path(`/customers/${customer.id}`))
  await page.getByRole('button', { name: 'End visits' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End visits' }).click()
  await expect(page.getByText('They are out on all devices')).toBeVisible()
  await their.getByRole('link', { name: 'Statement' }).click()
  await expect(their.getByText('Your visit is over. Ask for a new link.')).toBeVisible()
  await their.context().close()
})

test('on a phone a customer asks for a link by themselves, pays, reads their statement, and a used link offers a new one', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const { email, customer, first, api, tenant } = await selling(page, company)
  const { url } = await api.get('/portal-settings', tenant)
  const their = await visitor(browser, baseURL, { width: 360, height: 740 })
  await their.goto(new URL(url).pathname)
  await their.getByLabel('E-mail address').fill('nobody')
  await their.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(their.getByText('Type the whole address')).toBeVisible()
  await expectAccessible(their)
  await their.getByLabel('E-mail address').fill(email)
  await their.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(their.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await expectNoSidewaysScroll(their)

  const link = await linkTo(page.request, email)
  await their.goto(link)
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await expect(their.getByRole('heading', { name: 'Due' })).toBeVisible()
  await expectNoSidewaysScroll(their)
  await expectAccessible(their)
  for (const name of ['Invoices', 'Credit notes', 'Statement', 'Plan', 'Details', 'Overview']) {
    await their.getByRole('link', { name, exact: true }).click()
    await expect(their.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(their.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSidewaysScroll(their)
    await expectAccessible(their)
  }
  await their.getByRole('link', { name: 'Statement' }).click()
  await expect(their.getByRole('row', { name: new RegExp(`Invoice ${first.number}`) })).toBeVisible()
  await their.goBack()
  await their
    .getByRole('link', { name: `Pay ${first.number}` })
    .first()
    .click()
  await expect(their.getByRole('heading', { name: `Invoice ${first.number}` })).toBeVisible()

  await their.goto(link)
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await expect(their.getByText('This link was used already')).toBeVisible()
  await expect(their.getByRole('button', { name: 'Mail me a link' })).toBeVisible()

  await their.goto(`/portal/${company.slug}`)
  await their.getByRole('button', { name: 'Log out' }).click()
  await expect(their.getByText('You have logged out')).toBeVisible()
  await api.patch('/portal-settings', { is_enabled: false }, tenant)
  await their.reload()
  await expect(their.getByRole('heading', { name: 'There is no customer portal here' })).toBeVisible()
  expect(customer.id).toBeTruthy()
  await their.context().close()
})

test('a customer moves to a larger plan with the cost shown, where the seller allows it', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const { email, customer, api, tenant, send } = await selling(page, company)
  const once = () => ({ ...tenant, 'idempotency-key': crypto.randomUUID() })
  const price = async (code: string, unit_amount_cents: number) => {
    const plan = await api.post('/plans', { code, name: code, is_visible: true }, once())
    const terms = { model: 'per_seat', billing_interval: 'month', unit_amount_cents }
    return (await api.post(`/plans/${plan.id}/prices`, terms, once())).id as string
  }
  const small = await price('small', 1_000)
  await price('large', 3_000)
  await api.post(
    '/subscriptions',
    { customer_id: customer.id, price_id: small, quantity: 2, trial_end_date: null },
    once(),
  )
  await send()
  const their = await visitor(browser, baseURL)
  await their.goto(await linkTo(page.request, email))
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await their.getByRole('link', { name: 'Plan', exact: true }).click()
  await their.getByRole('button', { name: 'Change' }).click()
  await their.getByRole('radio', { name: /large/ }).check()
  await expect(their.getByText('Charged today')).toBeVisible()
  await expectAccessible(their)
  await their.getByRole('button', { name: /^Change now and charge/ }).click()
  await expect(their.getByText('You are on large now.')).toBeVisible()
  await their.context().close()
})

test('the settings open the portal and hide parts of it', async ({ page, company, browser, baseURL }) => {
  await page.goto(company.path('/settings/portal'))
  // It turns when the server has answered.
  await page.getByRole('switch', { name: 'Customer portal' }).click()
  await expect(page.getByText('The portal is open')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Credit notes' }).click()
  await expect(page.getByText('Credit notes hidden')).toBeVisible()
  await expectAccessible(page)
  const { email, send, api, tenant } = await selling(page, company)
  await api.patch('/portal-settings', { modules: ['invoices', 'plan'] }, tenant)
  await send()
  const their = await visitor(browser, baseURL)
  await their.goto(await linkTo(page.request, email))
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await expect(their.getByRole('link', { name: 'Plan', exact: true })).toBeVisible()
  for (const name of ['Credit notes', 'Statement', 'Details'])
    await expect(their.getByRole('link', { name, exact: true })).toHaveCount(0)
  await their.goto(`/portal/${company.slug}/details`)
  await expect(their.getByRole('heading', { name: 'This is not here' })).toBeVisible()
  await their.context().close()
})

test('a reminder leads to the door with the address filled in, and from there into the portal, also on a phone', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const { email } = await selling(page, company)
  const their = await visitor(browser, baseURL, page.viewportSize()!)
  await their.goto(`/portal/${company.slug}/invoices#email=${encodeURIComponent(email)}`)
  await expect(their.getByLabel('E-mail address')).toHaveValue(email)
  expect(their.url()).not.toContain('#')
  await expectAccessible(their)
  await their.screenshot({ path: `test-results/portal-door-${page.viewportSize()!.width}.png` })
  await their.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(their.getByText('Check your mail')).toBeVisible()
  await their.goto(await linkTo(page.request, email))
  await their.getByRole('button', { name: 'Open the portal' }).click()
  await expect(their.getByText('$2,180.00')).toBeVisible()
})
