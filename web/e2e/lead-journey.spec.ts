import type { Page } from '@playwright/test'
import { type Company, expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { cardIn, dragTo, holdAndDrop, leadsOf } from './leads.ts'
import { apiOf } from './fixtures.ts'
import { contactForm, formsOf } from './lead-forms.ts'
import { salesOf } from './sales.ts'

const lead = {
  name: 'Tan Wei Ming',
  company: 'Katong Bakery Pte. Ltd.',
  email: 'weiming@katong.example',
  source: 'Website form',
}

/** A company that gives its leads to its owner, and one who writes through its form, at the speed of hands on keys. */
async function begin(page: Page, company: Company): Promise<{ id: string }> {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  const { id } = await api.get('/users/me', tenant)
  const rule = { name: 'All to Siti', conditions: [], strategy: 'round_robin', user_ids: [id] }
  await api.post('/lead-assignment-rules', rule, tenant)
  const forms = formsOf(page, company)
  const where = { field: 'company', label: 'Company', hint: null, is_required: false }
  const { form_key } = await forms.add({ source: lead.source, fields: [...contactForm.fields.slice(0, 2), where] })
  await page.goto(`/f/${form_key}`)
  await page.getByLabel('Your name').focus()
  for (const text of [lead.name, lead.email, lead.company]) {
    await page.keyboard.type(text, { delay: 25 })
    await page.keyboard.press('Tab')
  }
  for (const key of ['Space', 'Tab', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('Thank you')).toBeVisible()
  let became: string | null | undefined
  await expect(async () => {
    became = (await forms.sent())[0]?.lead_id
    expect(became).toBeTruthy()
  }).toPass()
  return { id: became! }
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Convert Tan Wei Ming' })

/** They pay; then the flow says where that came from. */
async function payAndLook(page: Page, company: Company, customer_id: string) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const headers = { 'x-organization-id': company.id, 'idempotency-key': crypto.randomUUID() }
  await api.post('/payments', { customer_id, amount_cents: 480_050, method: 'paynow' }, headers)
  await page.goto(company.path('/leads/flow'))
  await expect(page.getByText('1 lead · 1 won · $4,800.50 collected')).toBeVisible()
  await expect(page.getByText('Website form').first()).toBeVisible()
}

test('who writes through a form is scored, given out, dragged to won, converted, and their money is credited to its source on a phone as well', async ({
  page,
  company,
}) => {
  const { id } = await begin(page, company)
  await page.goto(company.path(`/leads/${id}`))
  await expect(page.getByText('by the rule “All to Siti”')).toBeVisible()
  await expect(page.getByText('Company e-mail')).toBeVisible()
  await page.goto(company.path('/leads'))
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  if (isPhone(page)) {
    const card = (await cardIn(page, 'New', 'Tan Wei Ming').boundingBox())!
    const tab = page.getByRole('link', { name: /^Won/ })
    await tab.scrollIntoViewIfNeeded()
    const box = (await tab.boundingBox())!
    await holdAndDrop(page, { x: card.x + 60, y: card.y + 12 }, { x: box.x + 20, y: box.y + 20 })
  } else await dragTo(page, 'Tan Wei Ming', 'Won')
  const dialog = dialogOf(page)
  await expect(dialog.getByLabel('Name')).toHaveValue('Katong Bakery Pte. Ltd.')
  await expect(dialog.getByLabel('E-mail')).toHaveValue('weiming@katong.example')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Convert Tan Wei Ming' }).click()
  await expect(page.getByText('Tan Wei Ming became the customer Katong Bakery Pte. Ltd.')).toBeVisible()
  await page.getByRole('link', { name: 'Open customer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Katong Bakery')
  await expect(page.getByRole('list', { name: 'Contacts' })).toContainText('Tan Wei Ming')
  await expect(page.getByRole('region', { name: 'Where they came from' })).toContainText('Website form')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  const { customer_id } = await leadsOf(page, company).get(id)
  await payAndLook(page, company, customer_id)
})

test('the same journey by keyboard alone', async ({ page, company }) => {
  const { id } = await begin(page, company)
  await page.goto(company.path('/leads'))
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  for (const key of ['j', 'Space', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Space'])
    await page.keyboard.press(key)
  await expect(dialogOf(page).getByLabel('Name')).toBeVisible()
  const convert = dialogOf(page).getByRole('button', { name: 'Convert Tan Wei Ming' })
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(convert).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [10] })
  await page.keyboard.press('Enter')
  await expect(cardIn(page, 'Won', 'Tan Wei Ming')).toBeVisible()
  const { customer_id } = await leadsOf(page, company).get(id)
  await payAndLook(page, company, customer_id)
})

test('a lead joins the customer it already is, is taken back, and a rival is named on a phone as well', async ({
  page,
  company,
}) => {
  await salesOf(page, company).addCustomer({ name: 'Katong Bakery Private Limited', email: lead.email })
  const leads = leadsOf(page, company)
  const { id } = await leads.add(lead)
  await page.goto(company.path(`/leads/${id}`))
  await page.getByRole('button', { name: 'Convert', exact: true }).click()
  const dialog = dialogOf(page)
  await expect(dialog.getByRole('radio', { name: /^Katong Bakery Private Limited/ })).toBeChecked()
  await expect(dialog.getByText('same e-mail')).toBeVisible()
  await dialog.getByRole('button', { name: 'Convert Tan Wei Ming' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Tan Wei Ming is a lead again')).toBeVisible()

  await page.getByRole('button', { name: 'Convert', exact: true }).click()
  await expect(dialog.getByRole('radio', { name: /^Katong Bakery Private Limited/ })).toBeChecked()
  const api = apiOf(page.request, test.info().project.use.baseURL)
  await api.post(`/leads/${id}/convert`, {}, { 'x-organization-id': company.id })
  await dialog.getByRole('button', { name: 'Convert Tan Wei Ming' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Siti Rahman converted Tan Wei Ming a moment ago')
  await expect(dialog.getByRole('link', { name: 'Open customer' })).toBeVisible()
})

test('a conversion leaves a draft that opens at once', async ({ page, company }) => {
  const { id } = await leadsOf(page, company).add(lead)
  await page.goto(company.path(`/leads/${id}`))
  await page.getByRole('button', { name: 'Convert', exact: true }).click()
  await dialogOf(page)
    .getByRole('radio', { name: /^An invoice draft/ })
    .check()
  await dialogOf(page).getByRole('button', { name: 'Convert Tan Wei Ming' }).click()
  await expect(page).toHaveURL(/\/invoices\/drafts\//)

  const offered = await leadsOf(page, company).add({ ...lead, name: 'Lim Hui Min', estimated_value_cents: 450_000 })
  await page.goto(company.path(`/leads/${offered.id}`))
  await page.getByRole('button', { name: 'Convert', exact: true }).click()
  const offer = page.getByRole('dialog', { name: 'Convert Lim Hui Min' })
  await offer.getByRole('radio', { name: /^A quotation/ }).check()
  await offer.getByRole('button', { name: 'Convert Lim Hui Min' }).click()
  await expect(page).toHaveURL(/\/leads\/quotations\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Unit price')).toHaveValue(/4,?500\.00/)
})

test('people at a customer are added, changed, archived and brought back on a phone as well', async ({
  page,
  company,
}) => {
  const { id } = await salesOf(page, company).addCustomer()
  await page.goto(company.path(`/customers/${id}`))
  await expect(page.getByText('Nobody yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Add contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add contact' }).click()
  await expect(dialog.getByText('Type a name.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Siti Nurhaliza')
  await dialog.getByLabel('E-mail').fill('siti@kopi.example')
  await dialog.getByLabel('Phone').fill('9123 4567')
  await dialog.getByRole('button', { name: 'Add contact' }).click()
  const list = page.getByRole('list', { name: 'Contacts' })
  await expect(list.getByRole('link', { name: '+65 9123 4567' })).toHaveAttribute('href', 'tel:+6591234567')
  await list.getByRole('button', { name: 'Edit Siti Nurhaliza' }).click()
  await dialog.getByLabel('Job title').fill('Buyer')
  await dialog.getByRole('button', { name: 'Save contact' }).click()
  await expect(list).toContainText('Siti Nurhaliza, Buyer')
  // Without the toast and the bar at the bottom, which lie over what axe measures.
  await page.reload()
  await expect(list).toContainText('Siti Nurhaliza, Buyer')
  await expect(page.getByRole('heading', { name: 'Customer portal' })).toBeVisible()
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await list.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await expectAccessible(page)
  await list.getByRole('button', { name: 'Archive Siti Nurhaliza' }).click()
  await expect(page.getByText('Nobody yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toContainText('Siti Nurhaliza')
})
