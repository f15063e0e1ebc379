import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, newEmail, newUen, password, test } from './fixtures.ts'
import { hasPoppler, scanPayNow, textOf } from './pdf-text.ts'

const buyer = { name: 'Tanjong Design LLP', line1: '8 Tanjong Pagar Plaza', line2: '#02-14', postal_code: '081008' }

const rented = { description: 'Espresso machine', quantity: '7.25', unit: 'week', price: '133.33', discount: '50' }
const taught = { description: 'Barista course', quantity: '3', unit: 'day', price: '400.02', discount: '' }
const exported = { description: 'Beans to Penang', quantity: '1', unit: 'sack', price: '640', discount: '' }
const lines = [
  { ...rented, gst: 'SR', amount: '916.64', printed: 'Espresso machine 7.25 week 133.33 −50.00 SR 9% 916.64' },
  { ...taught, gst: 'SR', amount: '1,200.06', printed: 'Barista course 3 day 400.02 SR 9% 1,200.06' },
  { ...exported, gst: 'ZR', amount: '640.00', printed: 'Beans to Penang 1 sack 640.00 ZR 0% 640.00' },
]
/** GST is worked out on the sum of its rate: line by line it would be 190.51. */
const sums = { taxable: '2,116.70', gst: '190.50', subtotal: '2,756.70', total: '2,947.20', due: '1,947.20' }

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('goes from sign up to a tax invoice that is paid in part', async ({ page }) => {
      const email = newEmail()
      const uen = newUen()
      const seller = { name: `Kopi ${uen} Pte. Ltd.`, uen, gst_reg_no: 'M90312345A', email }

      await test.step('signs up from the marketing page', () => signUp(page, email))
      await test.step('confirms the address from the mailbox', () => confirmAddress(page, email))
      await test.step('logs in', () => logIn(page, email))
      await test.step('creates the organisation', () => createOrganization(page, seller))
      await test.step('adds a customer', () => addCustomer(page))
      await test.step('writes an invoice with totals by the server', () => writeInvoice(page))
      const number = await test.step('issues it', () => issueInvoice(page))
      await test.step('downloads and reads the PDF', () => readPdf(page, seller, number))
      await test.step('records a part payment', () => payInPart(page))
      await test.step('sees on the money page what is owed', () => seeOwed(page))
    })
  })

async function signUp(page: Page, email: string) {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectSound(page)
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click()

  await page.getByLabel('Your name').fill('Siti Rahman')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await expectSound(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail')
  await expect(page.getByText(email)).toBeVisible()
}

async function confirmAddress(page: Page, email: string) {
  const mailbox = page.getByRole('link', { name: /mailbox/ })
  await expect(mailbox).toBeVisible()
  await expectSound(page)
  await mailbox.click()
  await expect(page).toHaveURL(`/dev/mail?to=${encodeURIComponent(email)}`)

  const mail = page.getByRole('link', { name: 'Confirm your e-mail address' })
  await expect(async () => {
    await page.reload()
    await expect(mail).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expectSound(page)
  await mail.click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your e-mail address')
  await expectNoSidewaysScroll(page)
  // The frame with the mail may run no script, not even that of axe.
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  expect((await axe.exclude('iframe').analyze()).violations, 'axe finds nothing').toEqual([])
  await page.getByRole('region', { name: 'Text' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await expect(page.getByText('Your e-mail address is confirmed')).toBeVisible()
}

async function logIn(page: Page, email: string) {
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await expectSound(page)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome, Siti')
}

type Seller = { name: string; uen: string; gst_reg_no: string; email: string }

async function createOrganization(page: Page, { name, uen, gst_reg_no, email }: Seller) {
  await page.getByLabel('Registered name').fill(name)
  await page.getByLabel('UEN').fill(uen)
  await page.getByLabel('Registered for GST').check()
  await page.getByLabel('GST registration number').fill(gst_reg_no)
  await page.getByLabel('Effective date').fill('2024-01-01')
  await expect(page.getByLabel('Billing e-mail')).toHaveValue(email)
  await page.getByLabel('Address').fill('10 Anson Road')
  await page.getByLabel('Postal code').fill('079903')
  await expectSound(page)
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await expect(page).toHaveURL(`/app/kopi-${uen.toLowerCase()}`)
}

async function addCustomer(page: Page) {
  const steps = page.getByRole('region', { name: 'From here to the first dollar' })
  await expect(steps).toContainText('0 of 4 done')
  await expectSound(page)
  await steps.getByRole('link', { name: 'Add customer' }).click()

  await page.getByLabel('Name').fill(buyer.name)
  await page.getByLabel('Address line 1').fill(buyer.line1)
  await page.getByLabel('Address line 2').fill(buyer.line2)
  await page.getByLabel('Postal code').fill(buyer.postal_code)
  await page.getByLabel('Payment terms').fill('14')
  await expectSound(page)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(buyer.name)
  await expect(page.getByText('Singapore 081008')).toBeVisible()
  await expectSound(page)
}

async function writeInvoice(page: Page) {
  await page.getByRole('link', { name: 'New invoice' }).click()
  await expect(page.getByRole('combobox', { name: 'Customer', exact: true })).toHaveValue(buyer.name)
  const answered = page.waitForResponse(
    async (response) =>
      response.url().endsWith('/api/v1/invoice-drafts/preview') &&
      (await response.json().catch(() => undefined))?.total_amount_cents === 294_720,
  )
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add line' }).click()
    const field = (word: string) => page.getByLabel(`Line ${index + 1}: ${word}`, { exact: true })
    await field('Description').fill(line.description)
    await field('Quantity').fill(line.quantity)
    await field('Unit').fill(line.unit)
    await field('Unit price').fill(line.price)
    await field('Discount').fill(line.discount)
    await field('GST').selectOption(line.gst)
    await expect(page.getByRole('article')).toContainText(line.amount)
  }
  await answered
  const paper = page.getByRole('article')
  for (const words of [
    'Tax Invoice',
    buyer.name,
    `Subtotal, excl. GST${sums.subtotal}`,
    `GST 9% (SR) on ${sums.taxable}${sums.gst}`,
    'GST 0% (ZR) on 640.000.00',
    `SGD ${sums.total}`,
  ])
    await expect(paper).toContainText(words)
  await expect(page.getByText('Ready to issue')).toBeVisible()
  await expectSound(page)
}

async function issueInvoice(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Issue invoice' }).click()
  const dialog = page.getByRole('alertdialog', { name: /^Issue this invoice for SGD.2,947\.20\?$/ })
  await expect(dialog).toContainText(`${buyer.name} will owe you this amount`)
  await expectSound(page)
  const number = `INV-${todayInSingapore().year}-00001`
  await dialog.getByRole('button', { name: 'Issue invoice' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number)
  await expect(page.getByRole('region', { name: 'Amounts' })).toContainText(`Still due$${sums.total}Due in 14 days`)
  await expectSound(page)
  return number
}

async function readPdf(page: Page, seller: Seller, number: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download', (it) => it.url().includes('download=1')),
    page.getByRole('link', { name: 'Download PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`${number}.pdf`)
  const path = await download.path()
  if (!hasPoppler) {
    const description = 'poppler-utils is not installed: the PDF was downloaded, not read'
    test.info().annotations.push({ type: 'not checked', description })
    return
  }

  const due = todayInSingapore().add({ days: 14 })
  const [top = '', rest = ''] = textOf(path).split('Billed to')
  for (const words of ['Tax Invoice', number, seller.name, '10 Anson Road', 'Singapore 079903'])
    expect(top).toContain(words)
  expect(top).toContain(`UEN ${seller.uen} GST Reg No. ${seller.gst_reg_no}`)
  for (const words of [
    buyer.name,
    buyer.line1,
    buyer.line2,
    `Singapore ${buyer.postal_code}`,
    `Due ${due.day} ${due.toLocaleString('en-US', { month: 'short' })} ${due.year}`,
    ...lines.map(({ printed }) => printed),
    `Subtotal, excl. GST ${sums.subtotal}`,
    `GST 9% (SR) on ${sums.taxable} ${sums.gst}`,
    'Zero-rated (ZR), GST 0% on 640.00 0.00',
    `Total GST ${sums.gst}`,
    `Total payable, incl. GST SGD ${sums.total}`,
  ])
    expect(rest).toContain(words)
  expect(scanPayNow(path)).toEqual({ uen: seller.uen, amount: '2947.20', reference: number })
}

async function payInPart(page: Page) {
  await page.getByRole('button', { name: 'Record payment' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Record payment' })
  await expect(dialog.getByLabel('Amount')).toHaveValue(sums.total)
  await dialog.getByLabel('Amount').fill('1000')
  await expect(dialog.getByText(`$${sums.due} will still be due`)).toBeVisible()
  await expectSound(page)
  await dialog.getByRole('button', { name: 'Record payment' }).click()
  await expect(dialog).toBeHidden()
  const amounts = page.getByRole('region', { name: 'Amounts' })
  await expect(amounts).toContainText(`Still due$${sums.due}`)
  await expect(amounts).toContainText(`$1,000.00 of $${sums.total} paid`)
  await expect(page.getByRole('region', { name: 'Life line' })).toContainText('$1,000.00 received')
  await expectSound(page)
}

async function seeOwed(page: Page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Money' }).click()
  const owed = page.getByRole('region', { name: 'Owed to you' })
  await expect(owed).toContainText(`$${sums.due}on 1 open invoice, none of them late`)
  await expect(page.getByText('From here to the first dollar')).toHaveCount(0)
  await expectSound(page)
}

/** What holds wherever one stops on the way, once what moves has come to rest. */
async function expectSound(page: Page) {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  )
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
}

const todayInSingapore = () => Temporal.Now.plainDateISO('Asia/Singapore')
