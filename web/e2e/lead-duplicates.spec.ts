import type { Page } from '@playwright/test'
import { apiOf, type Company, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

const look = async (page: Page, name: string) => {
  const width = page.viewportSize()!.width
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `test-results/duplicates-${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}

async function addTwins(page: Page, company: Company) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  await api.post('/lead-fields', { label: 'Branch', key: 'branch', kind: 'text' }, tenant)
  const leads = [
    {
      name: 'Tan Wei Ming',
      email: 'wei.ming@gmail.com',
      company: 'Kopi House Pte Ltd',
      tags: ['fair'],
      notes: 'Wants a quote',
      custom_fields: { branch: 'Tampines' },
    },
    {
      name: 'Wei Ming Tan',
      email: 'weiming@googlemail.com',
      phone: '9123 4567',
      source: 'Website',
      notes: 'Called twice',
      custom_fields: { branch: 'Bedok' },
    },
  ]
  for (const lead of leads) await api.post('/leads', lead, tenant)
  await expect(async () => expect((await api.get('/lead-duplicates', tenant)).data).toHaveLength(1)).toPass()
  return { api, tenant }
}

test('two leads of one person are merged field by field and parted again, also on a phone', async ({
  page,
  company,
}) => {
  const { api, tenant } = await addTwins(page, company)
  await page.goto(company.path('/leads/duplicates'))
  const pair = page.getByRole('article', { name: 'Tan Wei Ming and Wei Ming Tan' })
  await expect(pair).toContainText('Same e-mail')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'list')
  await pair.getByRole('link', { name: /^Compare/ }).click()
  const result = page.getByRole('region', { name: 'What it becomes' })
  await expect(result).toContainText('+65 9123 4567')
  await expect(result).toContainText('Called twice')
  await page.getByRole('radio', { name: /^Name of the lead that stays/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(result).toContainText('Wei Ming Tan')
  await expect(result).toContainText('Tampines')
  await page.getByRole('radio', { name: /^Branch of the lead that goes/ }).check()
  await expect(result).toContainText('Bedok')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await look(page, 'compare')
  await page.getByRole('button', { name: 'Merge into one lead' }).click()
  await expect(page.getByText('No duplicates')).toBeVisible()
  const { data } = await api.get('/leads', tenant)
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    name: 'Wei Ming Tan',
    phone: '+6591234567',
    tags: ['fair'],
    custom_fields: { branch: 'Bedok' },
  })
  await look(page, 'empty')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(pair).toBeVisible()
  expect((await api.get('/leads', tenant)).data).toHaveLength(2)
})

test('a pair that is two people is set aside and looked at again', async ({ page, company }) => {
  await addTwins(page, company)
  await page.goto(company.path('/leads/duplicates'))
  await page.getByRole('button', { name: /^Not a duplicate/ }).click()
  await expect(page.getByText('No duplicates')).toBeVisible()
  await page.getByRole('link', { name: 'Two people' }).click()
  await page.getByRole('button', { name: /^Look again/ }).click()
  await expect(page.getByText('None of these')).toBeVisible()
  await page.getByRole('link', { name: /^To look at/ }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
})
