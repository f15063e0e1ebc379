import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { failCalls, salesOf } from './sales.ts'

test('filters by state in the address, with totals of the filter, and clears what matches nothing', async ({
  page,
  demo,
}) => {
  await page.goto(demo.path('/invoices'))
  const rows = page.locator('a[data-row]')
  await expect(rows).toHaveCount(50)
  const totals = page.getByLabel('Totals of this list')
  const all = await totals.innerText()
  await page.getByRole('navigation', { name: 'Invoices by state' }).getByRole('link', { name: 'Overdue' }).click()
  await expect(page).toHaveURL(/status=overdue/)
  await expect(totals).not.toHaveText(all)

  await page.getByRole('searchbox').fill('no such invoice')
  await expect(page.getByText('No invoice matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(50)
})

test('filters by customer and days in a dialog and drops each by its chip', async ({ page, demo }) => {
  await page.goto(demo.path('/invoices'))
  await page.getByRole('button', { name: 'Filter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Filter invoices' })
  await dialog.getByRole('combobox', { name: 'Customer', exact: true }).fill('kopi')
  await page.getByRole('option', { name: /kopi/i }).first().click()
  await dialog.getByRole('button', { name: 'This year' }).click()
  await dialog.getByLabel('Due from').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Show invoices' }).click()
  await expect(page).toHaveURL(/customer_id=.*from=\d{4}-01-01&to=\d{4}-12-31.*due_from=2020-01-01/)
  await page.getByRole('button', { name: /^Remove filter Issued/ }).click()
  await expect(page).not.toHaveURL(/[?&]from=/)
  await page.getByRole('button', { name: 'Remove filter Due from 1 Jan 2020' }).click()
  await expect(page).not.toHaveURL(/due_from=/)
  await expect(page).toHaveURL(/customer_id=/)
})

test('first use, and a failure with its cause', async ({ page, company }) => {
  await page.goto(company.path('/invoices'))
  await expect(page.getByText('No invoices yet')).toBeVisible()
  await page.goto(company.path('/invoices?status=draft'))
  await expect(page.getByText('No drafts')).toBeVisible()

  const letGo = await failCalls(page, /\/api\/v1\/invoices\?/)
  await page.goto(company.path('/invoices'))
  const alert = page.getByRole('alert').filter({ hasText: 'Invoices could not be loaded' })
  await expect(alert).toContainText('The database is resting.')
  await letGo()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No invoices yet')).toBeVisible()
})

test('moves with j and k, opens with Enter, comes back to the row', async ({ page, demo }) => {
  await page.goto(demo.path('/invoices'))
  const rows = page.locator('a[data-row]')
  await expect(rows.nth(2)).toBeVisible()
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  await expect(rows.nth(1)).toBeFocused()
  const number = await rows.nth(1).innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number)
  await page.goBack()
  await expect(rows.nth(1)).toBeFocused()
})

test('shows twenty invoices at once on a desk', async ({ page, demo }) => {
  test.skip(isPhone(page))
  await page.goto(demo.path('/invoices'))
  const twentieth = page.locator('a[data-row]').nth(19)
  await expect(twentieth).toBeVisible()
  const box = await twentieth.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900)
})

test('exports what the filter shows, with formulas disarmed', async ({ page, company }) => {
  await salesOf(page, company).issueInvoice({ reference: '=1+1' })
  await page.goto(company.path('/invoices'))
  await expect(page.locator('a[data-row]')).toHaveCount(1)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  const [heading, line] = csv.split('\r\n')
  expect(heading).toContain('Number,Status,Customer')
  expect(line).toContain("Kopi Kaki Pte. Ltd.,'=1+1,")
  expect(line).toContain('1000.00,90.00,1090.00,0.00,0.00,1090.00')
})

test('pays in part, then the rest, and refuses more than is due on the field', async ({ page, company }) => {
  const invoice = await salesOf(page, company).issueInvoice()
  await page.goto(company.path(`/invoices/${invoice.id}`))
  const amounts = page.getByRole('region', { name: 'Amounts' })
  const open = () => page.getByRole('button', { name: 'Record payment' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Record payment' })
  const record = dialog.getByRole('button', { name: 'Record payment' })

  await open()
  await expect(dialog.getByLabel('Amount')).toHaveValue('1,090.00')
  await dialog.getByLabel('Amount').fill('2000')
  await record.click()
  await expect(dialog.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Amount').fill('90')
  await expect(dialog.getByText('$1,000.00 will still be due')).toBeVisible()
  await record.click()
  await expect(dialog).toBeHidden()
  await expect(amounts).toContainText('$90.00 of $1,090.00 paid')

  await open()
  await expect(dialog.getByLabel('Amount')).toHaveValue('1,000.00')
  await dialog.getByLabel('Method').selectOption('Bank transfer')
  await record.click()
  await expect(amounts).toContainText('Paid in full')
  await expect(page.getByRole('region', { name: 'Life line' })).toContainText(
    /Issued.*\$90\.00 received.*\$1,000\.00 received.*Paid in full/s,
  )
  await expect(page.getByRole('button', { name: 'Record payment' })).toHaveCount(0)
})

test('voids with a reason, starting on Cancel', async ({ page, company }) => {
  const { id, number } = await salesOf(page, company).issueInvoice()
  await page.goto(company.path(`/invoices/${id}`))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Void invoice…' }).click()
  const dialog = page.getByRole('alertdialog', { name: `Void ${number}?` })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: `Void ${number}` }).click()
  await expect(dialog.getByText('Say why; it stays with the invoice.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Wrong branch')
  await dialog.getByRole('button', { name: `Void ${number}` }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Void', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Life line' })).toContainText('“Wrong branch”')
})

test('shows the document: the PDF in a frame on a desk, the same in HTML on a phone', async ({ page, company }) => {
  const { id, number } = await salesOf(page, company).issueInvoice()
  await page.goto(company.path(`/invoices/${id}`))
  if (isPhone(page)) await expect(page.getByRole('article', { name: number })).toContainText('SGD 1,090.00')
  else {
    const address = await page.getByTitle(`${number} as PDF`).getAttribute('src')
    const pdf = await page.request.get(address ?? '')
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
  }
  await expect(page.getByRole('link', { name: 'Download PDF' })).toHaveAttribute('href', /download=1/)
})

test('says why the PDF cannot be shown, shows the invoice all the same, and tries again', async ({ page, company }) => {
  const { id, number } = await salesOf(page, company).issueInvoice()
  const letGo = await failCalls(page, /\/pdf(\?|$)/)
  await page.goto(company.path(`/invoices/${id}`))
  const notice = page.getByRole('alert').filter({ hasText: 'The PDF cannot be shown' })
  await expect(notice).toContainText('The database is resting.')
  await expect(page.getByRole('article', { name: number })).toContainText('SGD 1,090.00')
  await expectAccessible(page)
  await letGo()
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByTitle(`${number} as PDF`)).toBeVisible()
  await expect(notice).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`lists fit the screen and are accessible in ${colorScheme}`, async ({ page, company }) => {
    const sales = salesOf(page, company)
    await Promise.all([sales.issueInvoice(), sales.addDraft()])
    await page.emulateMedia({ colorScheme })
    for (const path of ['', '?status=draft']) {
      await page.goto(company.path(`/invoices${path}`))
      await expect(page.locator('a[data-row]')).toHaveCount(1)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })

  test(`an invoice fits the screen and is accessible in ${colorScheme}`, async ({ page, company }) => {
    const { id } = await salesOf(page, company).issueInvoice()
    await page.emulateMedia({ colorScheme })
    await page.goto(company.path(`/invoices/${id}`))
    await expect(page.getByRole('region', { name: 'Life line' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })

  test(`the editor fits the screen and is accessible in ${colorScheme}`, async ({ page, company }) => {
    const { id } = await salesOf(page, company).addDraft()
    await page.emulateMedia({ colorScheme })
    for (const path of [`/drafts/${id}`, '/new']) {
      await page.goto(company.path(`/invoices${path}`))
      await expect(page.getByRole('article')).toContainText('SGD')
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
}
