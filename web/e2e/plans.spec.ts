import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { recurringOf } from './recurring.ts'

test('makes a plan with a price, lists it in words, and archives it with a way back', async ({ page, company }) => {
  await page.goto(company.path('/subscriptions'))
  await page.getByRole('link', { name: 'Go to plans' }).click()
  await page.getByRole('button', { name: 'Make the first plan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Team Plus')
  await expect(dialog.getByLabel('Code')).toHaveValue('team-plus')
  await dialog.getByLabel('Trial').fill('14')
  await dialog.getByLabel('Seats').fill('10')
  await dialog.getByLabel('Features').fill('Priority support')
  await dialog.getByRole('button', { name: 'Add plan' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Team Plus')
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Priority support')
  await page.getByRole('button', { name: 'Add a price' }).click()
  await dialog.getByRole('button', { name: 'Add price' }).click()
  await expect(dialog.getByText('Type an amount such as 1,234.50.')).toBeVisible()
  await dialog.getByLabel('Price of one').fill('29')
  await dialog.getByRole('button', { name: 'Add price' }).click()
  await expect(page.getByText('$29.00 per seat a month')).toBeVisible()

  await page.getByRole('link', { name: 'Plans', exact: true }).first().click()
  await expect(page.getByRole('table', { name: 'Plans' })).toContainText('$29.00 per seat a month')
  await page.getByRole('link', { name: 'Team Plus' }).click()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('Archived', { exact: true })).toBeVisible()
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Visible', { exact: true })).toBeVisible()
})

test('replaces a price by tiers, keeps the subscribers of the old one, and moves them when asked', async ({
  page,
  company,
}) => {
  const { addPrice, subscribe, get } = recurringOf(page, company)
  const price_id = await addPrice('Team')
  await subscribe(price_id, { quantity: 3 })
  const { plan_id } = await get(`/prices/${price_id}`)
  await page.goto(company.path(`/plans/${plan_id}`))
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Replace from a day…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Model').selectOption('Tiered')
  await dialog.getByRole('group', { name: 'Tier 1' }).getByLabel('Each unit').fill('25')
  await dialog.getByRole('group', { name: 'Tier 2' }).getByLabel('Each unit').fill('18.50')
  await dialog.getByRole('button', { name: 'Replace price' }).click()
  await expect(page.getByRole('table')).toContainText('11 and more')

  await page.getByRole('button', { name: 'Actions for $20.00 per seat a month' }).click()
  await page.getByRole('menuitem', { name: 'Move subscribers…' }).click()
  await dialog.getByRole('button', { name: 'Move subscribers' }).click()
  await expect(page.getByText('1 subscription moves at renewal')).toBeVisible()
})

test('takes a price off sale and sells it again', async ({ page, company }) => {
  const { addPrice, get } = recurringOf(page, company)
  const { plan_id } = await get(`/prices/${await addPrice('Team')}`)
  await page.goto(company.path(`/plans/${plan_id}`))
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Take off sale' }).click()
  await expect(page.getByText('No price is on sale, so nobody can subscribe yet.')).toBeVisible()
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/^On sale since/)).toBeVisible()
})

test('makes a coupon, and shows its redemptions against their cap', async ({ page, company }) => {
  await page.goto(company.path('/coupons'))
  await page.getByRole('button', { name: 'Make the first coupon' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Code').fill('launch20')
  await dialog.getByLabel('Name').fill('Launch offer')
  await dialog.getByLabel('Percent').fill('20')
  await dialog.getByLabel('Redemptions').fill('50')
  await dialog.getByRole('button', { name: 'Add coupon' }).click()
  const table = page.getByRole('table', { name: 'Coupons' })
  await expect(table).toContainText('LAUNCH20')
  await expect(table).toContainText('0 of 50')
  await page.getByRole('button', { name: 'Archive LAUNCH20' }).click()
  await expect(page.getByText('No coupons yet')).toBeVisible()
})

test('fits the screen of a phone and passes axe: plans, a plan, coupons, usage and the dialogs', async ({
  page,
  company,
}) => {
  const { addPrice, get, post } = recurringOf(page, company)
  const tiers = [
    { up_to: 10, unit_amount_cents: 500 },
    { unit_amount_cents: 400, flat_amount_cents: 1_000 },
  ]
  const { plan_id } = await get(
    `/prices/${await addPrice('Team', { model: 'tiered', unit_amount_cents: null, tiers })}`,
  )
  await post('/coupons', { code: 'TEN', name: 'Ten', percent_off_bp: 1_000, duration: 'once', max_redemptions: 5 })
  await post('/meters', { code: 'calls', name: 'API calls', unit: 'call', aggregation: 'sum' })
  for (const [path, button] of [
    ['/plans', 'New plan'],
    [`/plans/${plan_id}`, 'Add a price'],
    ['/coupons', 'New coupon'],
    ['/usage', undefined],
  ] as const) {
    await page.goto(company.path(path))
    await page.waitForLoadState('networkidle')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    if (!button) continue
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    if (button === 'Add a price') await page.getByLabel('Model').selectOption('Tiered')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})

test('moves a plan up and down by the keyboard, and keeps the focus on it', async ({ page, company }) => {
  const { addPrice } = recurringOf(page, company)
  for (const name of ['Starter', 'Team', 'Scale']) await addPrice(name)
  await page.goto(company.path('/plans'))
  const names = page.getByRole('row').getByRole('link')
  await expect(names).toHaveText(['Starter', 'Team', 'Scale'])
  await page.getByRole('button', { name: 'Move Starter down' }).press('Enter')
  await expect(names).toHaveText(['Team', 'Starter', 'Scale'])
  await expect(page.getByRole('status').filter({ hasText: 'Starter is now 2 of 3' })).toBeAttached()
  await expect(page.getByRole('button', { name: 'Move Starter down' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(names).toHaveText(['Team', 'Scale', 'Starter'])
  await expect(page.getByRole('button', { name: 'Move Starter up' })).toBeFocused()
  await page.reload()
  await expect(names).toHaveText(['Team', 'Scale', 'Starter'])
})

test('edits a coupon: its cap and last day, never what it takes off', async ({ page, company }) => {
  const { post } = recurringOf(page, company)
  await post('/coupons', { code: 'LAUNCH', name: 'Launch', percent_off_bp: 2_000, duration: 'once' })
  await page.goto(company.path('/coupons'))
  await page.getByRole('button', { name: 'Edit LAUNCH' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('20% off the first invoice. That stays')
  await dialog.getByLabel('Redemptions').fill('25')
  await dialog.getByRole('button', { name: 'Save coupon' }).click()
  await expect(page.getByRole('table', { name: 'Coupons' })).toContainText('0 of 25')
})

test('makes a meter and shows the request that feeds it', async ({ page, company }) => {
  await page.goto(company.path('/usage'))
  await page.getByRole('link', { name: 'Go to meters' }).click()
  await page.getByRole('button', { name: 'Make the first meter' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('API calls')
  await expect(dialog.getByLabel('Code')).toHaveValue('api-calls')
  await dialog.getByLabel('Unit').fill('call')
  await dialog.getByRole('button', { name: 'Add meter' }).click()
  await expect(page.getByRole('table', { name: 'Meters' })).toContainText('calls, added up')
  await expect(page.getByLabel('Request')).toContainText('"meter": "api-calls"')
  await page.getByRole('button', { name: 'Archive API calls' }).click()
  await expect(page.getByRole('table', { name: 'Meters' })).toContainText('Archived')
})

test('draws the use of as many days as one chooses', async ({ page, company }) => {
  const { post, addCustomer } = recurringOf(page, company)
  await post('/meters', { code: 'calls', name: 'Calls', unit: 'call', aggregation: 'sum' })
  const { id: customer_id } = await addCustomer()
  const occurred_at = new Date(Date.now() - 10 * 86_400_000).toISOString()
  await post('/usage-events', {
    events: [{ meter: 'calls', customer_id, event_key: 'a', quantity: '12', occurred_at }],
  })
  await page.goto(company.path('/usage'))
  const chart = page.getByRole('region', { name: 'Use by day' })
  await expect(chart).toContainText('12 calls in all')
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(chart).toContainText('0 calls in all')
  await page.getByRole('link', { name: '90 days' }).click()
  await expect(chart).toContainText('12 calls in all')
  await expect(page).toHaveURL(/span=90d/)
})
