import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Singapore' }).format(new Date())
const csv = (rows: [text: string, amount: string][], heads = 'Date,Description,Amount') =>
  `${heads}\n${rows.map(([text, amount]) => `${today()},${text},${amount}`).join('\n')}\n`
const choose = (page: Page, text: string, name = 'november.csv') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const toasts = (page: Page) => page.getByRole('region', { name: 'Notifications' })
const lines = (page: Page) => page.getByRole('list', { name: 'Lines of the bank' }).getByRole('link')

const shown = (page: Page) => page.getByRole('heading', { level: 2 }).first()

/** Goes there with j and k. */
async function showLine(page: Page, text: string) {
  for (const key of ['', 'j', 'k', 'k']) {
    if (key) await page.keyboard.press(key)
    if (key) await expect(page.locator('a[data-row][data-current=true]')).toBeFocused()
    if (await shown(page).filter({ hasText: text }).isVisible()) break
  }
  await expect(shown(page)).toContainText(text)
}

/** Two invoices of 1,090.00, and a statement that names the one, pays a part of the other and brings interest. */
async function withStatement(page: Page, company: Parameters<typeof salesOf>[1]) {
  const sales = salesOf(page, company)
  const [whole, part] = [await sales.issueInvoice(), await sales.issueInvoice()]
  const account = await sales.addBankAccount()
  const text = csv([
    [`PayNow ${whole.number}`, '1090.00'],
    [`FAST PART OF ${part.number}`, '500.00'],
    ['INTEREST EARNED', '3.17'],
  ])
  return { sales, whole, part, account, text, importNow: () => sales.importStatement(account.id, text) }
}

test('imports a statement: what is certain is matched, one key accepts the next, and undo brings it back', async ({
  page,
  company,
}) => {
  const sales = salesOf(page, company)
  const [whole, part] = [await sales.issueInvoice(), await sales.issueInvoice()]
  await page.goto(company.path('/bank'))
  await expect(page.getByText('Money in the bank finds its invoice here')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Import statement' }).last().click()
  await page.getByLabel('Name').fill('DBS current account')
  await page.getByRole('button', { name: 'Add account' }).click()

  await choose(
    page,
    csv([
      [`PayNow ${whole.number}`, '1090.00'],
      [`FAST PART OF ${part.number}`, '500.00'],
      ['INTEREST EARNED', '3.17'],
      ['BROKEN', 'abc1'],
    ]),
  )
  await expect(page.getByText('The amount “abc1” cannot be read.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 new lines' }).click()
  await expect(page.getByText('1 matched by itself, 2 wait')).toBeVisible()
  await page.getByRole('link', { name: 'Match the 2 that wait' }).click()

  // From here on without a mouse.
  await expect(lines(page)).toHaveCount(2)
  await expect(page.getByText('2 of 3 left')).toBeVisible()
  await showLine(page, 'PART OF')
  const suggestion = page.getByRole('article', { name: /Suggestion 1/ })
  await expect(suggestion.getByRole('list', { name: 'Reasons' })).toContainText('Invoice number')
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText(`$500.00 matched to ${part.number}`)
  await expect(lines(page)).toHaveCount(1)
  await expect(page.getByText('1 of 3 left')).toBeVisible()
  await page.keyboard.press('u')
  await expect(lines(page)).toHaveCount(2)
  await expect(page.getByText('2 of 3 left')).toBeVisible()
  await expect(shown(page)).toContainText('PART OF')
  await expect(suggestion).toBeVisible()
})

test('holds till a day, ignores with a reason and splits over invoices, all by keys', async ({ page, company }) => {
  const { importNow, whole, part } = await withStatement(page, company)
  await importNow()
  await page.goto(company.path('/bank'))
  await expect(lines(page)).toHaveCount(2)
  await showLine(page, 'INTEREST')
  await page.keyboard.press('i')
  const dialog = page.getByRole('dialog', { name: /^(Ignore|Put|Match) / })
  await expect(dialog.getByLabel('Why')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Say what it is')).toBeVisible()
  await page.keyboard.type('Interest of the bank')
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText('$3.17 ignored')
  await expect(dialog).toBeHidden()

  await page.keyboard.press('h')
  await expect(dialog.getByLabel('Till')).toBeFocused()
  await dialog.getByRole('button', { name: 'Tomorrow' }).press('Enter')
  await dialog.getByLabel('Till').press('Enter')
  await expect(page.getByText('All done')).toBeVisible()
  await page.getByRole('link', { name: /^On hold/ }).click()
  await expect(lines(page)).toHaveCount(1)

  await page.keyboard.press('s')
  await dialog.getByLabel(`Amount for ${part.number}`).fill('400')
  await dialog.getByLabel(/^Bank charge/).fill('10')
  await expect(dialog).toContainText('$110.00 is left over and becomes credit')
  await dialog.getByRole('button', { name: 'Match' }).click()
  await page.getByRole('link', { name: /^Matched/ }).click()
  await expect(lines(page)).toHaveCount(2)
  await lines(page).filter({ hasText: '$500.00' }).click()
  await expect(page.getByRole('button', { name: 'Undo match' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo match' }).click()
  await page.getByLabel('Reason').fill('Wrong amount')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo match' }).click()
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText(whole.number)
})

test('of two people who accept the same money, the second is told who was faster', async ({ page, company }) => {
  const { importNow, sales } = await withStatement(page, company)
  await importNow()
  await page.goto(company.path('/bank?q=PART'))
  await expect(lines(page)).toHaveCount(1)
  await page.route('**/api/v1/events/stream*', (route) => route.abort())
  const { data } = await sales.get('/bank-transactions?q=PART')
  await sales.acceptSuggestion(data[0].id)
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText('has matched this already')
  await expect(lines(page)).toHaveCount(0)
})

test('asks once for the columns of a strange file, and says of a wrong one what is wrong', async ({
  page,
  company,
}) => {
  const { account, text, importNow } = await withStatement(page, company)
  await importNow()
  await page.goto(company.path(`/bank/import?account=${account.id}`))
  await choose(page, '%PDF-1.7', 'statement.pdf')
  await expect(page.getByRole('alert')).toContainText('This is a PDF. Export the statement as CSV')
  await choose(page, text, 'again.csv')
  await expect(page.getByText('This very file was imported already')).toBeVisible()

  const strange = csv([['SEWA', '-12.50']], 'Tarikh,Butir,Jumlah')
  await choose(page, strange, 'strange.csv')
  await page.getByRole('button', { name: 'Read the file like this' }).click()
  await expect(page.getByText('Choose the column of the date.')).toBeVisible()
  await page.getByLabel('Date', { exact: true }).selectOption('Tarikh')
  await page.getByLabel('Amount', { exact: true }).selectOption('Jumlah')
  await page.getByLabel(/^Text/).selectOption('Butir')
  await page.getByRole('button', { name: 'Read the file like this' }).click()
  await page.getByRole('button', { name: 'Import 1 new line' }).click()
  await expect(page.getByText('0 matched by themselves, nothing waits')).toBeVisible()

  await page.goto(company.path(`/bank/import?account=${account.id}`))
  await choose(page, csv([['GAJI', '-1.00']], 'Tarikh,Butir,Jumlah'), 'next.csv')
  await expect(page.getByRole('button', { name: 'Import 1 new line' })).toBeVisible()
  await page.goto(company.path('/bank/imports'))
  await expect(page.getByRole('link', { name: 'strange.csv' })).toBeVisible()
})

test('adds, edits and archives a bank account, and undo brings it back', async ({ page, company }) => {
  await page.goto(company.path('/bank/accounts'))
  await page.getByRole('button', { name: 'Add account' }).click()
  const dialog = page.getByRole('dialog', { name: /bank account|^Edit/ })
  await dialog.getByLabel('Name').fill('OCBC savings')
  await dialog.getByRole('button', { name: 'Add account' }).click()
  await page.getByRole('button', { name: 'More about OCBC savings' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await dialog.getByLabel('Name').fill('OCBC reserve')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'More about OCBC reserve' }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByText('Archived', { exact: true })).toBeVisible()
  await toasts(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Archived', { exact: true })).toBeHidden()
})

test('matches by touch on a phone: one column, then the other, and on to the next', async ({ page, company }) => {
  test.skip(!isPhone(page), 'beside each other there is nothing to go back to')
  const { importNow, part } = await withStatement(page, company)
  await importNow()
  await page.goto(company.path('/bank'))
  await lines(page).filter({ hasText: 'PART OF' }).click()
  await expect(shown(page)).toContainText('PART OF')
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(toasts(page)).toContainText(`matched to ${part.number}`)
  await expect(shown(page)).toContainText('INTEREST')
  await expectNoSidewaysScroll(page)
  await page.goBack()
  await expect(page.getByText('1 of 3 left')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`match screen, import and accounts fit the screen and are accessible in ${colorScheme}`, async ({
    page,
    demo,
  }) => {
    await page.emulateMedia({ colorScheme })
    for (const path of ['/bank', '/bank?show=matched', '/bank/import', '/bank/imports', '/bank/accounts']) {
      await page.goto(demo.path(path))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText('DBS current account').or(page.locator('a[data-row]')).first()).toBeAttached()
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })

test('takes an import back as a whole, once nothing that people matched stands in the way, also on a phone', async ({
  page,
  company,
}) => {
  const { importNow } = await withStatement(page, company)
  await page.goto(company.path(`/bank/imports/${await importNow()}`))
  await expect(page.getByText('1 matched by itself')).toBeVisible()
  await page.getByRole('button', { name: 'Take back' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Its 3 lines go')
  await page.screenshot({ path: `test-results/bank-take-back-${page.viewportSize()!.width}.png` })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Its 3 lines are gone')).toBeVisible()
  await page.screenshot({ path: `test-results/bank-taken-back-${page.viewportSize()!.width}.png` })
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.goto(company.path('/bank/imports'))
  await expect(page.getByText('Taken back')).toBeVisible()
})
