import type { Page } from '@playwright/test'
import { apiOf, type Company, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

const look = async (page: Page, name: string) => {
  const width = page.viewportSize()!.width
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `test-results/lead-mails-${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}

let count = 0
type Letter = { from: string; to: string; subject: string; text: string }

/** As the mail server of the installation does, once it has found that the sender is who they say. */
async function handOver(page: Page, recipient: string, { from, to, subject, text }: Letter) {
  const domain = /@([^>]+)/.exec(from)![1]
  const message = [
    `Authentication-Results: mx.nexuscore.example; dkim=pass header.d=${domain}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${count++}-${Math.random()}@mail.example>`,
    '',
    text,
  ].join('\r\n')
  const { baseURL } = test.info().project.use
  const response = await page.request.post(`${baseURL}/api/v1/public/mail-in?recipient=${recipient}`, {
    headers: { authorization: 'Bearer secret-of-the-browser-checks', 'content-type': 'message/rfc822' },
    data: message,
  })
  expect(response.status()).toBe(200)
}

async function getAddress(page: Page, company: Company): Promise<string> {
  await page.goto(company.path('/settings/leads'))
  const section = page.getByRole('region', { name: 'Mail by copy' })
  await expect(section.getByText('Your organisation has no address yet.')).toBeVisible()
  await section.getByRole('button', { name: 'Get an address' }).click()
  return (await section.getByRole('code').innerText()).trim()
}

const newcomer = {
  from: 'Nurul Huda <nurul@kampong.example>',
  to: 'sales@kopi.example',
  subject: 'Invoices with PayNow codes?',
  text: `Hello,\n\ncould you show us how it works?\n${'\nWe have two outlets and bill every week.'.repeat(14)}\n\nNurul`,
}

test('mail that comes by copy is filed, made a lead of or discarded, also on a phone', async ({ page, company }) => {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  const lead = await api.post('/leads', { name: 'Lim Hui Min', email: 'huimin@orchid.example' }, tenant)

  await page.goto(company.path('/leads/mails'))
  await expect(page.getByText('No mail comes in yet')).toBeVisible()
  await look(page, 'none')
  const address = await getAddress(page, company)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'settings')

  const us = `Siti Rahman <${company.email}>`
  const quote = { from: us, to: 'huimin@orchid.example', subject: 'Your quote', text: 'Here it is.\n\nSiti' }
  await handOver(page, address, quote)
  await handOver(page, address, newcomer)
  await handOver(page, address, { ...quote, to: 'Desmond <desmond@seletar.example>', subject: 'Thank you' })
  await page.goto(company.path('/leads/mails'))
  const unknown = page.getByRole('article', { name: newcomer.subject })
  await expect(unknown).toContainText('Nobody we know')
  await expect(page.getByRole('article', { name: 'Thank you' })).toBeVisible()
  await unknown.getByRole('button', { name: 'Show all' }).click()
  await expect(unknown.getByRole('button', { name: 'Show less' })).toBeVisible()
  await unknown.getByRole('button', { name: 'Show less' }).click()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'held')

  await unknown.getByRole('button', { name: /^Make lead/ }).click()
  await expect(page.getByText('Nurul Huda is a lead')).toBeVisible()
  await expect(unknown).toHaveCount(0)
  const thanks = page.getByRole('article', { name: 'Thank you' })
  await thanks.getByRole('button', { name: /^Discard/ }).click()
  await expect(page.getByText('No mail waits')).toBeVisible()
  await look(page, 'empty')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(thanks).toBeVisible()

  await thanks.getByRole('button', { name: /^Choose lead/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose a lead' })
  await dialog.getByRole('combobox', { name: 'Lead' }).fill('hui')
  await page.getByRole('option', { name: /Lim Hui Min/ }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'File mail' }).click()
  await expect(page.getByText('Filed with Lim Hui Min')).toBeVisible()

  await page.goto(company.path(`/leads/${lead.id}`))
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline).toContainText('Siti Rahman (by e-mail)')
  await expect(timeline).toContainText('Here it is.')
  await expect(timeline).toContainText('Thank you')
  await look(page, 'timeline')
  await page.goto(company.path('/leads/mails?status=filed'))
  await expect(page.getByRole('article')).toHaveCount(3)
})

test('the address is replaced and stopped, and people nobody knows become leads where that is wished', async ({
  page,
  company,
}) => {
  const first = await getAddress(page, company)
  const section = page.getByRole('region', { name: 'Mail by copy' })
  await section.getByRole('button', { name: 'New address' }).click()
  await page.getByRole('button', { name: 'Take a new address' }).click()
  await expect(page.getByText('There is a new address')).toBeVisible()
  await expect(section.getByRole('code')).not.toContainText(first)
  const second = (await section.getByRole('code').innerText()).trim()
  await section.getByRole('switch', { name: 'Make leads of unknown people' }).click()
  await expect(page.getByText('Unknown people become leads')).toBeVisible()
  await handOver(page, second, newcomer)
  await page.goto(company.path('/leads/table'))
  await expect(page.getByText('Nurul Huda').first()).toBeVisible()

  await page.goto(company.path('/settings/leads'))
  await section.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Stop mail' }).click()
  await expect(section.getByText('Your organisation has no address yet.')).toBeVisible()
})

test('the demo company shows mail that waits', async ({ page, demo }) => {
  await page.goto(demo.path('/leads'))
  await page.getByRole('link', { name: /^Mails/ }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
  await look(page, 'demo')
})
