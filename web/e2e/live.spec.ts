import type { Browser, Page } from '@playwright/test'
import { apiOf, type Company, expect, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

/** Far less than the time after which a screen looks by itself, far more than it takes on a machine that is busy. */
const soon = { timeout: 10_000 }

/** Somebody at another computer, with a session of their own. */
async function colleagueOf(browser: Browser, company: Company, baseURL = 'http://localhost:8000'): Promise<Page> {
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  const { email, password } = company
  await apiOf(page.request, baseURL).post('/auth/login', { email, password })
  return page
}

/** Resolves when the page hears of changes from now on. */
const isLive = (page: Page) =>
  page.waitForResponse((response) => response.url().includes('/events/stream') && response.ok())

test('what others add appears by itself, while typed text, focus and scroll stay', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const colleague = salesOf(await colleagueOf(browser, company, baseURL), company)
  await colleague.addCustomers(60)
  const live = isLive(page)
  await page.goto(company.path('/customers?sort=-created_at'))
  await live
  const rows = page.locator('a[data-row]')
  await rows.nth(25).scrollIntoViewIfNeeded()
  await rows.nth(25).focus()
  const name = await rows.nth(25).innerText()
  const before = await rows.nth(25).boundingBox()

  await colleague.addCustomer({ name: 'Ang Mo Kio Prata House' })
  await expect(rows.first()).toHaveText('Ang Mo Kio Prata House', soon)
  await expect(rows.filter({ hasText: name })).toBeFocused()
  expect(Math.abs((await rows.filter({ hasText: name }).boundingBox())!.y - before!.y)).toBeLessThan(2)

  await page.getByRole('searchbox').fill('prata')
  await expect(rows).toHaveCount(1)
  await colleague.addCustomer({ name: 'Bukit Timah Prata' })
  await expect(rows).toHaveCount(2, soon)
  await expect(page.getByRole('searchbox')).toBeFocused()
  await expect(page.getByRole('searchbox')).toHaveValue('prata')
})

test('an invoice follows what others record on it under an open form', async ({ page, company, browser, baseURL }) => {
  const colleague = salesOf(await colleagueOf(browser, company, baseURL), company)
  const live = isLive(page)
  await page.goto(company.path('/invoices'))
  await live
  const { id, number } = await colleague.issueInvoice()
  await page.locator('a[data-row]').filter({ hasText: number }).click(soon)
  await page.getByRole('button', { name: 'Record payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record payment' })
  await dialog.getByLabel('Reference').fill('half of it')

  await colleague.recordPayment(id, 9_000)
  await expect(dialog.getByText('$1,000.00 due')).toBeVisible(soon)
  await expect(dialog.getByLabel('Reference')).toHaveValue('half of it')
  await expect(dialog.getByLabel('Reference')).toBeFocused()
})

test('a draft that somebody else saves says so at once and lets one choose', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const colleague = salesOf(await colleagueOf(browser, company, baseURL), company)
  const draft = await colleague.addDraft({ reference: 'start' })
  const live = isLive(page)
  await page.goto(company.path(`/invoices/drafts/${draft.id}`))
  await live
  await page.getByLabel('Notes').focus()

  await colleague.patch(`/invoice-drafts/${draft.id}`, { reference: 'theirs' }, draft.version)
  const conflict = page.getByRole('alert').filter({ hasText: 'Siti Rahman changed this draft at' })
  await expect(conflict).toContainText('have typed nothing since', soon)
  await expect(page.getByLabel('Reference')).toHaveValue('start')
  await expect(page.getByLabel('Notes')).toBeFocused()
  await page.keyboard.type('Thank you')
  await expect(page.getByLabel('Notes')).toHaveValue('Thank you')
  await expect(conflict).toContainText('What you typed is still here')
  await conflict.getByRole('button', { name: 'Load theirs' }).click()
  await expect(page.getByLabel('Reference')).toHaveValue('theirs')
  await expect(conflict).toHaveCount(0)
})

test('a draft that somebody else issued says so, and keeps what was typed in it', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const colleague = salesOf(await colleagueOf(browser, company, baseURL), company)
  const draft = await colleague.addDraft()
  const live = isLive(page)
  await page.goto(company.path(`/invoices/drafts/${draft.id}`))
  await live
  await colleague.issueDraft(draft.id)
  await expect(page.getByText('Not saved: somebody issued or deleted this draft')).toBeVisible(soon)
  await page.getByLabel('Reference').fill('PO-7')
  await expect(page.getByText('Not saved: There is no such draft.')).toBeVisible()
  await expect(page.getByLabel('Reference')).toHaveValue('PO-7')
})

test('ten tabs share one stream, and another takes over when its tab closes', async ({ page, company, context }) => {
  const streams: string[] = []
  context.on('request', (request) => request.url().includes('/events/stream') && streams.push(request.url()))
  const live = isLive(page)
  await page.goto(company.path('/customers'))
  await live
  const tabs = await Promise.all(Array.from({ length: 9 }, () => context.newPage()))
  for (const tab of tabs) {
    await tab.goto(company.path('/customers'))
    await expect(tab.getByText('No customers yet')).toBeVisible()
  }
  expect(streams).toHaveLength(1)

  await page.close()
  await expect.poll(() => streams.length).toBe(2)
  const [first] = tabs
  await first!.bringToFront()
  await salesOf(tabs.at(-1)!, company).addCustomer({ name: 'Kopi Kaki' })
  await expect(first!.locator('a[data-row]')).toHaveText('Kopi Kaki', soon)
})

test('what happened while offline appears when the line is back', async ({ page, company, browser, baseURL }) => {
  const colleague = salesOf(await colleagueOf(browser, company, baseURL), company)
  const live = isLive(page)
  await page.goto(company.path('/customers'))
  await live
  await page.context().setOffline(true)
  await expect(page.getByText('You are offline.')).toBeVisible()
  await colleague.addCustomer({ name: 'Kopi Kaki' })
  await page.context().setOffline(false)
  await expect(page.locator('a[data-row]')).toHaveText('Kopi Kaki')
  await expect(page.getByText('You are offline.')).toHaveCount(0)
})
