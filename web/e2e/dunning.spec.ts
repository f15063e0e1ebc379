import type { Page } from '@playwright/test'
import { apiOf, type Company, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { dayFromToday, recurringOf } from './recurring.ts'
import { failCalls } from './sales.ts'

const look = async (page: Page, name: string) => {
  const width = page.viewportSize()!.width
  await page.screenshot({ path: `test-results/dunning-${name}-${width}.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `test-results/dunning-${name}-${width}-dark.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Lets days go by for this company alone, and waits until all that is due on them is done. */
async function letDaysGoBy(page: Page, { id }: Company, days: number) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const { today } = await api.get(`/organizations/${id}/clock`)
  const to_date = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
  await api.post(`/organizations/${id}/clock/advance`, { to_date })
  await expect(async () => {
    const clock = await api.get(`/organizations/${id}/clock`)
    expect([clock.today, clock.to_date]).toEqual([to_date, null])
  }).toPass()
}

async function mailsTo(page: Page, email: string): Promise<{ subject: string; text: string }[]> {
  const { data } = await (await page.request.get(`/dev/mail/messages?to=${encodeURIComponent(email)}`)).json()
  return data
}

test('the ladder refuses what it cannot use, shows its mails, and is switched on, also on a phone', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/settings/reminders'))
  const first = page.getByRole('group', { name: 'Step 1' })
  await first.getByLabel('Subject').fill('Dear {nobody}')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText(/There is no \{nobody\}/)).toBeVisible()
  await look(page, 'ladder-error')
  await first.getByLabel('Subject').fill('{total} is due')
  await first.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('dialog')).toContainText('INV-')
  await look(page, 'preview')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Reminders saved')).toBeVisible()
  await page.getByRole('switch').first().click()
  await expect(page.getByText('Reminders are on')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'ladder')
})

test('one mail lists all that is late; a promise and a dispute stop the next, also on a phone', async ({
  page,
  company,
}) => {
  const sales = recurringOf(page, company)
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  await api.patch('/dunning-settings', { is_enabled: true }, tenant)
  const email = `late-${crypto.randomUUID()}@kopi.example`
  const { id: customer_id } = await sales.addCustomer({ name: 'Late Kopi LLP', email, payment_terms_days: 0 })
  const [one, two] = [await sales.issueInvoice({ customer_id }), await sales.issueInvoice({ customer_id })]
  await letDaysGoBy(page, company, 4)
  const reminders = async () => (await mailsTo(page, email)).filter(({ text }) => text.includes(one.number))
  await expect(async () => expect(await reminders()).toHaveLength(1)).toPass()
  expect((await reminders())[0]!.text).toContain(two.number)

  await page.goto(company.path(`/customers/${customer_id}`))
  const chased = page.getByRole('region', { name: 'Reminders' })
  await expect(chased).toContainText('Friendly reminder sent')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'customer')

  await page.goto(company.path(`/invoices/${one.id}`))
  const asked = page.locator('section', { has: page.locator('#chasing') })
  await asked.getByRole('button', { name: /promise/i }).click()
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  await dialog.locator('input[type=date]').fill(dayFromToday(60))
  await dialog.getByRole('button').last().click()
  await expect(asked).toContainText('Promised')
  await look(page, 'promise')
  await page.goto(company.path(`/invoices/${two.id}`))
  await asked.getByRole('button', { name: /dispute/i }).click()
  await dialog.getByRole('textbox').fill('Two hours were not agreed')
  await dialog.getByRole('button').last().click()
  await expect(asked).toContainText('Two hours were not agreed')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'dispute')

  await letDaysGoBy(page, company, 12)
  expect(await reminders()).toHaveLength(1)
})

test('a statement shows what moved and is downloaded, and fits the screen, full and failing', async ({
  page,
  demo,
}) => {
  await page.goto(demo.path('/customers'))
  await page.locator('a[data-row]').first().click()
  const link = page.getByRole('region', { name: 'Reminders' }).getByRole('link', { name: 'Statement' })
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/statement/i)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'statement')
  const letGo = await failCalls(page, /\/statement\?|\/statement$/)
  await page.reload()
  await expect(page.getByText('The database is resting.')).toBeVisible()
  await look(page, 'statement-error')
  await letGo()
})

test('a customer without invoices has reminders to pause and an empty statement', async ({ page, company }) => {
  const { addCustomer } = recurringOf(page, company)
  const { id } = await addCustomer()
  await page.goto(company.path(`/customers/${id}`))
  const reminders = page.getByRole('region', { name: 'Reminders' })
  await expect(reminders).toContainText('Reminders are off')
  await reminders.getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Why').fill('They asked for time')
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Pause' }).click()
  await expect(reminders).toContainText('They asked for time')
  await reminders.getByRole('link', { name: 'Statement' }).click()
  await expect(page.getByText('Nothing moved in these days.')).toBeVisible()
})
