import type { Locator, Page } from '@playwright/test'
import jsqr from 'jsqr'
import { paynowCode } from '#modules/invoices/paynow-code.ts'
import type { PayPage } from '#modules/pay-pages/schemas.ts'
import { readPayNow } from '#test/emv-parser.ts'
import { paymentOf, randomInvoices } from '#test/random-invoices.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

test.use({ viewport: { width: 360, height: 740 } })

/** The code as the camera of another phone sees it: from the pixels on the screen. */
async function scan(page: Page, code: Locator) {
  const picture = `data:image/png;base64,${(await code.screenshot()).toString('base64')}`
  const { pixels, width, height } = await page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: image.width, height: image.height })
    const draw = canvas.getContext('2d')!
    draw.drawImage(image, 0, 0)
    return {
      ...image,
      pixels: [...draw.getImageData(0, 0, image.width, image.height).data],
      width: image.width,
      height: image.height,
    }
  }, picture)
  const found = jsqr(Uint8ClampedArray.from(pixels), width, height, { inversionAttempts: 'dontInvert' })
  expect(found, 'a code is to be seen').not.toBeNull()
  const { merchant: _, ...payment } = readPayNow(found!.data)
  return payment
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the pay page shows the code and turns to Paid by itself', async ({ page, company }) => {
      const sales = salesOf(page, company)
      const invoice = await sales.issueInvoice()
      await page.goto(await sales.payUrl(invoice.id))
      await expect(page.getByRole('heading', { name: `Invoice ${invoice.number}` })).toBeVisible()
      const code = page.getByRole('img', { name: /^PayNow code/ })
      expect(await scan(page, code)).toEqual(paymentOf(invoice))
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      // Gone as soon as the page is loaded anew.
      await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'))
      await sales.recordPayment(invoice.id, 9_000)
      await expect(page.getByText(/is settled already/)).toBeVisible()
      expect((await scan(page, code)).amount_cents).toBe(invoice.amount_due_cents - 9_000)

      await sales.recordPayment(invoice.id, invoice.amount_due_cents - 9_000)
      await expect(page.getByText('Paid', { exact: true })).toBeVisible()
      await expect(code).toBeHidden()
      await expect(page.locator('body')).toHaveAttribute('data-loaded', 'once')
      await expect(page.getByRole('status')).toHaveText(`Invoice ${invoice.number} is paid.`)
      await expectAccessible(page)
    })
  })

test('the pay page of a void invoice says that nothing is to be paid, and a wrong link says so calmly', async ({
  page,
  company,
}) => {
  const sales = salesOf(page, company)
  const invoice = await sales.issueInvoice()
  const url = await sales.payUrl(invoice.id)
  await sales.voidInvoice(invoice.id)
  await page.goto(url)
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(0)

  await page.goto(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('the pay page copies what one types into an app, and saves the code as a picture', async ({
  page,
  company,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const sales = salesOf(page, company)
  const invoice = await sales.issueInvoice()
  await page.goto(await sales.payUrl(invoice.id))
  const facts = { UEN: invoice.seller.uen, Amount: '1090.00', Reference: invoice.number }
  for (const [term, value] of Object.entries(facts)) {
    await page.getByRole('button', { name: `Copy ${term}` }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value)
  }
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the code' }).click()
  expect((await saving).suggestedFilename()).toBe(`PayNow ${invoice.number}.png`)
})

test('whatever the invoice, the code that its customer is shown is that invoice to whoever reads it', async ({
  page,
}) => {
  let shown: PayPage | undefined
  await page.route('**/api/v1/public/pay/**', (route) =>
    route.request().url().endsWith('/any') ? route.fulfill({ json: shown }) : route.fulfill({ status: 204 }),
  )
  for (const invoice of randomInvoices(25)) {
    const { number, seller, currency, due_date, is_overdue, total_amount_cents, amount_due_cents } = invoice
    const amounts = { total_amount_cents, amount_due_cents }
    const face = { number, currency, due_date, is_overdue, status: 'open' as const, ...amounts }
    shown = { ...face, seller: { name: seller.name, uen: seller.uen }, paynow: paynowCode(invoice)!, card: null }
    await page.goto('/pay/any')
    expect(await scan(page, page.getByRole('img', { name: /^PayNow code/ }))).toEqual(paymentOf(invoice))
    await expectNoSidewaysScroll(page)
  }
})

test('the invoice offers its pay link, tells when the customer saw it, and replaces and revokes it', async ({
  page,
  company,
  context,
  browser,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const sales = salesOf(page, company)
  const invoice = await sales.issueInvoice()
  await page.goto(company.path(`/invoices/${invoice.id}`))
  await page.getByRole('button', { name: 'Copy pay link' }).click()
  const url = await page.evaluate(() => navigator.clipboard.readText())

  // The seller's own look says nothing of the customer.
  const own = await context.newPage()
  const [said] = await Promise.all([own.waitForResponse(/\/seen$/), own.goto(url)])
  expect(said.status()).toBe(204)
  await own.close()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Copy pay link' })).toBeVisible()
  await expect(page.getByText('The customer opened the pay page')).toHaveCount(0)

  const customer = await (await browser.newContext()).newPage()
  await customer.goto(url)
  await expect(customer.getByRole('heading', { name: `Invoice ${invoice.number}` })).toBeVisible()
  await expect(page.getByText('The customer opened the pay page')).toBeVisible()

  await page.getByRole('button', { name: 'More about the pay link' }).click()
  await page.getByRole('menuitem', { name: 'Revoke the link' }).click()
  await expect(page.getByText('nobody can open the pay page')).toBeVisible()
  await customer.reload()
  await expect(customer.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await page.getByRole('button', { name: 'Make a new link' }).click()
  await expect(page.getByRole('button', { name: 'Copy pay link' })).toBeVisible()
})
