import { expect, isPhone, test } from './fixtures.ts'
import { failCalls, salesOf } from './sales.ts'

test('writes an invoice: totals while typing, saved once by hand and then by itself, issued', async ({
  page,
  company,
}) => {
  await salesOf(page, company).addCustomer({ name: 'Kopi Kaki Pte. Ltd.' })
  await page.goto(company.path('/invoices/new'))
  const paper = page.getByRole('article')
  await expect(page.getByRole('button', { name: 'Issue invoice' })).toBeDisabled()

  await page.getByRole('combobox', { name: 'Customer' }).fill('kopi')
  await page.getByRole('option', { name: /Kopi Kaki/ }).click()
  await expect(paper).toContainText('Kopi Kaki Pte. Ltd.')
  await page.getByLabel('Line 1: Description').fill('Hosting')
  await page.getByLabel('Line 1: Quantity').fill('2')
  await page.getByLabel('Line 1: Unit price').fill('500')
  await expect(paper).toContainText('SGD 1,090.00')

  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Line 2: Description')).toBeFocused()
  await page.keyboard.type('Support')
  await page.getByLabel('Line 2: Unit price').fill('100')
  await page.getByLabel('Line 2: GST').selectOption('ZR')
  await expect(paper).toContainText('SGD 1,190.00')

  await page.getByLabel('Reference').focus()
  await page.keyboard.press('Control+s')
  await expect(page).toHaveURL(/\/invoices\/drafts\/[\da-f-]+$/)
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await expect(page.getByLabel('Reference')).toBeFocused()
  await page.keyboard.type('PO-77')
  await expect(page.getByText('Saving…')).toBeVisible()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Reference')).toHaveValue('PO-77')

  await expect(page.getByText('Ready to issue')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('alertdialog', { name: /^Issue this invoice for SGD.1,190\.00\?$/ })
  await expect(dialog).toContainText('next number')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Issue invoice' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^INV-\d{4}-00001$/)
})

test('adds the customer without leaving the invoice, and says what is missing', async ({ page, company }) => {
  await page.goto(company.path('/invoices/new'))
  await page.getByLabel('Line 1: Unit price').fill('10')
  await expect(page.getByRole('button', { name: /^Line 1: / })).toBeVisible()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Choose whom this invoice is for.')).toBeVisible()

  await page.getByRole('combobox', { name: 'Customer' }).fill('Bedok Bakery')
  await page.getByRole('option', { name: /^Add “Bedok Bakery”/ }).click()
  const dialog = page.getByRole('dialog', { name: 'New customer' })
  await expect(dialog.getByLabel('Name')).toHaveValue('Bedok Bakery')
  await dialog.getByLabel('Address line 1').fill('1 Bedok North Street 4')
  await dialog.getByLabel('Postal code').fill('460001')
  await dialog.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('article')).toContainText('1 Bedok North Street 4')

  await page.getByRole('button', { name: /^Line 1: / }).click()
  await expect(page.getByLabel('Line 1: Description')).toBeFocused()
  await page.keyboard.type('Bread')
  await expect(page.getByText('Ready to issue')).toBeVisible()
})

test('turns rows copied from a spreadsheet into lines, and moves and removes them', async ({ page, company }) => {
  await page.goto(company.path('/invoices/new'))
  const first = page.getByLabel('Line 1: Description')
  await first.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Item\tQty\tPrice\nSeats\t10\t25.00\nSetup\t1\t1,200.00\n')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByLabel('Line 2: Description')).toHaveValue('Setup')
  await expect(page.getByLabel('Line 2: Unit price')).toHaveValue('1,200.00')
  await expect(page.getByRole('article')).toContainText('SGD 1,580.50')

  await page.getByLabel('Line 2: Quantity').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(first).toHaveValue('Setup')
  await expect(page.getByLabel('Line 1: Quantity')).toBeFocused()
  await page.getByRole('button', { name: 'Remove line 1' }).click()
  await expect(first).toHaveValue('Seats')
  await expect(page.getByRole('article')).toContainText('SGD 272.50')
})

test('two editors of one draft: the later hears of it and chooses', async ({ page, company, context }) => {
  const draft = await salesOf(page, company).addDraft({ reference: 'start' })
  const path = company.path(`/invoices/drafts/${draft.id}`)
  const other = await context.newPage()
  await Promise.all([page.goto(path), other.goto(path)])
  await expect(other.getByLabel('Reference')).toHaveValue('start')

  await page.getByLabel('Reference').fill('mine')
  await expect(page.getByText('Saving…')).toBeVisible()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await other.getByLabel('Reference').fill('theirs')
  const conflict = other.getByRole('alert').filter({ hasText: 'changed this draft at' })
  await expect(conflict).toContainText('Siti Rahman')
  await expect(other.getByLabel('Reference')).toHaveValue('theirs')

  await conflict.getByRole('button', { name: 'Load theirs' }).click()
  await expect(other.getByLabel('Reference')).toHaveValue('mine')
  await other.getByLabel('Reference').fill('agreed')
  await expect(other.getByText('Saving…')).toBeVisible()
  await expect(other.getByText(/^Saved \d/)).toBeVisible()

  await page.getByLabel('Reference').fill('mine again')
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await other.close()
})

test('hides a deleted draft at once, and Undo brings the same one back', async ({ page, company }) => {
  const draft = await salesOf(page, company).addDraft({ reference: 'PO-9' })
  const path = company.path(`/invoices/drafts/${draft.id}`)
  await page.goto(path)
  await page.getByRole('button', { name: 'Delete draft' }).click()
  await expect(page).toHaveURL(/status=draft/)
  await expect(page.getByText('No drafts')).toBeVisible()
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('a[data-row]')).toHaveAttribute('href', path)
})

test('deletes a draft when the chance to undo has passed, also by leaving, and says when it could not', async ({
  page,
  company,
}) => {
  const sales = salesOf(page, company)
  await Promise.all([sales.addDraft(), sales.addDraft()])
  const drafts = async () => (await sales.get('/invoice-drafts')).data.length
  const rows = page.locator('a[data-row]')
  const remove = page.getByRole('button', { name: /^Delete the draft for/ }).first()
  // Spoken only while the toasts have the focus, so it is hidden to a search by role.
  const dismiss = page.getByLabel('Dismiss').first()

  await page.goto(company.path('/invoices?status=draft'))
  await remove.click()
  await expect(rows).toHaveCount(1)
  expect(await drafts()).toBe(2)
  const letGo = await failCalls(page, /\/invoice-drafts\/[\da-f-]+$/)
  await dismiss.click()
  await expect(page.getByText('The database is resting.').first()).toBeVisible()
  await expect(rows).toHaveCount(2)

  await letGo()
  await remove.click()
  await dismiss.click()
  await expect.poll(drafts).toBe(1)

  await remove.click()
  await expect(page.getByText('No drafts')).toBeVisible()
  await page.goto('/')
  await expect.poll(drafts).toBe(0)
})

test('duplicates an invoice as a draft', async ({ page, company }) => {
  const { id } = await salesOf(page, company).issueInvoice({ reference: 'PO-5' })
  await page.goto(company.path(`/invoices/${id}`))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate as draft' }).click()
  await expect(page).toHaveURL(/\/invoices\/drafts\//)
  await expect(page.getByLabel('Reference')).toHaveValue('PO-5')
  await expect(page.getByLabel('Line 1: Description')).toHaveValue('Hosting')
})

test('asks before an unsaved invoice is left', async ({ page, company }) => {
  await page.goto(company.path('/invoices/new'))
  await page.getByLabel('Notes').fill('Thank you')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('Notes')).toHaveValue('Thank you')
  expect(isPhone(page) || (await page.getByRole('article').isVisible())).toBe(true)
})

test('keeps every field of a line inside its row, however wide the window', async ({ page, company }) => {
  await page.goto(company.path('/invoices/new'))
  const lines = page.getByRole('group', { name: 'Lines' }).getByRole('list')
  await expect(page.getByLabel('Line 1: GST')).toBeVisible()
  for (const width of [1440, 1280, 1024, 768, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const beyond = await lines.evaluate((list) => {
      const right = list.getBoundingClientRect().right
      return [...list.querySelectorAll('input,select,textarea,button')]
        .filter((field) => field.getBoundingClientRect().right > right)
        .map((field) => field.getAttribute('name') ?? field.getAttribute('aria-label'))
    })
    expect(beyond, `clipped at ${width}`).toEqual([])
  }
})
