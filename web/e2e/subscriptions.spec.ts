import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { dayFromToday, recurringOf } from './recurring.ts'
import { failCalls } from './sales.ts'

test('subscribes a customer, having shown what is charged today', async ({ page, company }) => {
  const { addPrice, addCustomer } = recurringOf(page, company)
  await page.goto(company.path('/subscriptions'))
  await expect(page.getByText('No plans yet')).toBeVisible()
  await addPrice('Team')
  await addPrice('Backup', { model: 'flat', unit_amount_cents: 500 }, { kind: 'add_on' })
  const { id } = await addCustomer()

  await page.goto(company.path(`/customers/${id}`))
  await page.getByRole('link', { name: 'New subscription' }).click()
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Kopi Kaki Pte. Ltd.')
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click()
  await expect(page.getByText('Choose a price.')).toBeVisible()

  await page.getByLabel('Plan').selectOption('Team')
  await page.getByLabel('Seats').fill('3')
  const charged = page.getByRole('region', { name: 'Charged today' })
  await expect(charged).toContainText('$65.40')
  await page.getByRole('button', { name: 'Add an add-on' }).click()
  await page.getByRole('combobox', { name: 'Add-on' }).selectOption({ index: 1 })
  await expect(charged).toContainText('$70.85')
  await page.getByLabel('Code').fill('NOSUCH')
  await expect(page.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Code').clear()
  await page.getByRole('button', { name: 'Subscribe and charge $70.85' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Team for Kopi Kaki Pte. Ltd.')
  await expect(page.getByRole('table', { name: 'Invoices of this subscription' })).toContainText('$70.85')
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Team, 3 seats')
})

test('shows no charge while a trial lasts, and refuses a start too long ago on its field', async ({
  page,
  company,
}) => {
  const { addPrice, addCustomer } = recurringOf(page, company)
  await addPrice('Solo', { model: 'flat', unit_amount_cents: 1_900 }, { trial_days: 14 })
  const { id } = await addCustomer()
  await page.goto(company.path(`/subscriptions/new?customer_id=${id}`))
  await page.getByLabel('Plan').selectOption('Solo')
  await expect(page.getByRole('region', { name: 'Charged today' })).toContainText('$0.00')
  await expect(page.getByRole('region', { name: 'Charged today' })).toContainText('Free until')
  await page.getByLabel('Starts on').fill('2020-01-01')
  await expect(page.getByLabel('Starts on')).toHaveAttribute('aria-invalid', 'true')
})

test('draws what a change costs before it is made, and charges the same', async ({ page, company }) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  const { id } = await subscribe(await addPrice('Team'), { quantity: 2, start_date: dayFromToday(-7) })
  await addPrice('Pro', { unit_amount_cents: 3_900 })
  await page.goto(company.path(`/subscriptions/${id}`))
  await page.getByRole('link', { name: 'Change plan' }).click()
  await expect(page.getByText('These are the terms they have.')).toBeVisible()

  await page.getByLabel('Plan').selectOption('Pro')
  const drawn = page.getByRole('region', { name: 'What happens' })
  await expect(drawn).toContainText('7 days of Team used')
  await expect(drawn).toContainText('days credited')
  await page.getByRole('radio', { name: /At renewal/ }).check()
  await expect(drawn).toContainText('New terms from')
  await expect(page.getByRole('button', { name: /^Change on/ })).toBeVisible()

  await page.getByRole('radio', { name: 'Now', exact: false }).first().check()
  await page.getByLabel('Seats').press('ArrowUp')
  await expect(page.getByLabel('Seats')).toHaveValue('3')
  const confirm = page.getByRole('button', { name: /^Change now and charge/ })
  await expect(drawn).toHaveAttribute('aria-busy', 'false')
  const amount = (await confirm.innerText()).match(/\$[\d,.]+/)?.[0] ?? ''
  await confirm.click()
  await expect(page.getByText('Now on Pro, 3 seats')).toBeVisible()
  await page.getByRole('link', { name: 'Open the invoice' }).click()
  await expect(page.getByRole('region', { name: 'Amounts' })).toContainText(amount)
  await page.getByRole('link', { name: 'Pro, 3 seats' }).click()
  await expect(page.getByText('Changed from Team to Pro')).toBeVisible()
})

test('a cancellation at the end of the period says what it means, and Undo takes it back', async ({
  page,
  company,
}) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  const { id } = await subscribe(await addPrice('Team'))
  await page.goto(company.path(`/subscriptions/${id}`))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Cancel…' }).click()
  await page.getByLabel('Reason').fill('Moves abroad')
  await page.getByRole('button', { name: /^Cancel after/ }).click()
  await expect(page.getByText('Ending', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Moves abroad')
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()
})

test('pauses, resumes, adds and removes an add-on and a charge', async ({ page, company }) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  const { id } = await subscribe(await addPrice('Team'))
  await addPrice('Backup', { model: 'flat', unit_amount_cents: 500 }, { kind: 'add_on' })
  await page.goto(company.path(`/subscriptions/${id}`))
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Paused since')
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('combobox', { name: 'Add-on' }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Add add-on' }).click()
  await expect(page.getByRole('region', { name: 'Add-ons' })).toContainText('$5.00 a month')
  await page.getByRole('button', { name: 'Remove Backup', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Add-ons' })).toContainText('None.')

  await page.getByRole('button', { name: 'Add a charge' }).click()
  await page.getByLabel('Description').fill('Data import')
  await page.getByLabel('Price of one').fill('250')
  await page.getByRole('button', { name: 'Add charge' }).click()
  await expect(page.getByRole('region', { name: 'On the next invoice' })).toContainText('$250.00')
})

test('lists subscriptions by state with counts, finds them, and moves with j and k', async ({ page, company }) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  const price = await addPrice('Team')
  await subscribe(price, { quantity: 5 }, { name: 'Bakery' })
  await subscribe(price, { trial_end_date: dayFromToday(9) }, { name: 'Florist' })
  await page.goto(company.path('/subscriptions'))
  const names = page.locator('a[data-row]')
  await expect(names).toHaveText(['Florist', 'Bakery'])
  await expect(page.getByText('$100.00 recurring a month')).toBeVisible()
  await page.keyboard.press('j')
  await expect(names.first()).toBeFocused()
  await page.getByRole('link', { name: 'Trial 1' }).click()
  await expect(names).toHaveText(['Florist'])
  await page.getByRole('searchbox').fill('nobody')
  await expect(page.getByText('No subscription matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(names).toHaveCount(2)
})

test('says why the subscriptions cannot be loaded, and tries again', async ({ page, company }) => {
  const letGo = await failCalls(page, /\/api\/v1\/subscriptions\?/)
  await page.goto(company.path('/subscriptions'))
  await expect(page.getByText('Subscriptions could not be loaded')).toBeVisible()
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No plans yet')).toBeVisible()
})

test('renewals say that nothing is due, and when the next one is', async ({ page, company }) => {
  const { addPrice, subscribe } = recurringOf(page, company)
  await page.goto(company.path('/renewals'))
  await expect(page.getByText('No subscription is running.')).toBeVisible()
  await subscribe(await addPrice('Team'))
  await page.reload()
  await expect(page.getByText('The next renewal is on')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run renewals' })).toBeDisabled()
  await expect(page.getByText('No run yet')).toBeVisible()
})

test('billing rules explain each choice and are kept', async ({ page, company }) => {
  await page.goto(company.path('/settings/billing'))
  const cheaper = page.getByRole('group', { name: 'To a cheaper price' })
  await expect(cheaper.getByRole('radio', { name: /At renewal/ })).toBeChecked()
  await cheaper.getByRole('radio', { name: /^Now/ }).check()
  await page.getByRole('radio', { name: /One invoice for all/ }).check()
  await page.getByLabel('Issue after').fill('3')
  await page.getByLabel('Stop renewals after').fill('0')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Type a number of days from 1 to 365.')).toBeVisible()
  await page.getByLabel('Stop renewals after').fill('45')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Billing rules saved')).toBeVisible()
  await page.reload()
  await expect(cheaper.getByRole('radio', { name: /^Now/ })).toBeChecked()
  await expect(page.getByLabel('Stop renewals after')).toHaveValue('45')
  await expect(page.getByLabel('Issue after')).toHaveValue('3')
  await expect(page.getByRole('radio', { name: /One invoice for all/ })).toBeChecked()
})

test('fits the screen and passes axe: list, subscription, change, new, renewals and rules', async ({
  page,
  company,
}) => {
  const { addPrice, subscribe, post } = recurringOf(page, company)
  const { id } = await subscribe(await addPrice('Team'), { quantity: 2, start_date: dayFromToday(-9) })
  await addPrice('Pro', { unit_amount_cents: 3_900 })
  await post(`/subscriptions/${id}/charges`, { description: 'Data import', unit_price_cents: 25_000 })
  const paths = ['', `/${id}`, `/${id}/change`, '/new'].map((rest) => `/subscriptions${rest}`)
  for (const path of [...paths, '/renewals', '/settings/billing']) {
    await page.goto(company.path(path))
    await page.waitForLoadState('networkidle')
    if (path.endsWith('/change')) {
      await page.getByLabel('Plan').selectOption('Pro')
      await expect(page.getByRole('region', { name: 'What happens' })).toContainText('charged')
    }
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})
