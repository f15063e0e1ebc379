import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { leadsOf } from './leads.ts'

const toasts = 'Notifications'

test('filters stand in the address, and many leads are changed at once', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  for (const [index, source] of ['Referral', 'Referral', 'Webinar'].entries())
    await leads.add({ name: `Lead ${index + 1}`, source })
  await page.goto(company.path('/leads/table'))
  const rows = page.locator('a[data-row]')
  await expect(rows).toHaveText(['Lead 3', 'Lead 2', 'Lead 1'])
  await page.getByLabel('Source', { exact: true }).selectOption('Referral')
  await expect(rows).toHaveCount(2)
  await expect(page).toHaveURL(/source=Referral/)
  await page.reload()
  await expect(rows).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Choose Lead 1' }).check()
  const bar = page.getByRole('region', { name: 'What to do with what is chosen' })
  await expect(bar).toContainText('1 lead chosen')
  await bar.getByRole('button', { name: 'Choose all 2' }).click()
  await expect(bar).toContainText('2 leads chosen')
  await bar.getByRole('button', { name: 'Stage' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Move 2 leads?' })
  await dialog.getByLabel('To stage').selectOption({ label: 'Qualified' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Move 2 leads' }).click()
  await expect(page.getByText('2 leads moved to Qualified')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Qualified' })).toHaveCount(2)

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(3)
  await page.getByRole('link', { name: 'Name', exact: true }).click()
  await expect(rows).toHaveText(['Lead 1', 'Lead 2', 'Lead 3'])
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Phone').check()
  await page.getByRole('button', { name: 'Show columns' }).click()
  await expect(page.getByRole('columnheader', { name: 'Phone' })).toBeVisible()
  await expect(page).toHaveURL(/columns=.*phone/)

  await page.getByRole('checkbox', { name: 'Choose Lead 1' }).check()
  await bar.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('button', { name: 'Archive 1 lead' }).click()
  await expect(rows).toHaveCount(2)
  const archived = page.getByRole('region', { name: toasts }).getByRole('dialog', { name: '1 lead archived' })
  await archived.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(3)
})

test('a hundred thousand rows scroll with few of them on the page, also on a phone', async ({ page, demo }) => {
  const count = 100_000
  const template = leadsOf(page, demo)
  const pages: number[] = []
  await page.goto(demo.path('/leads/table'))
  const first = await page.locator('a[data-row]').first().getAttribute('data-row')
  const lead = await template.get(first!)
  await page.route(/\/api\/v1\/leads\?/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    pages.push(from)
    const data = Array.from({ length: 100 }, (_, index) => {
      const place = from + index
      return { ...lead, name: `Row ${place}`, id: `019a0000-0000-7000-8000-${String(place).padStart(12, '0')}` }
    })
    return route.fulfill({ json: { data, next_cursor: from + 100 < count ? String(from + 100) : null } })
  })
  await page.route(/\/api\/v1\/leads\/count/, (route) => route.fulfill({ json: { count, estimated_value_cents: 0 } }))
  await page.reload()
  await expect(page.getByText('Row 0', { exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '100001')
  await page.mouse.move(isPhone(page) ? 180 : 700, 520)
  await expect(async () => {
    await page.mouse.wheel(0, 60 * (isPhone(page) ? 64 : 36))
    expect(await page.locator('tbody tr').count()).toBeLessThan(90)
    expect(await page.getByText(/^Row 2[4-6]\d\d$/).count()).toBeGreaterThan(0)
  }).toPass({ intervals: [30] })
  expect(new Set(pages).size).toBeGreaterThan(20)

  if (isPhone(page)) return
  // Coming back finds the row that was opened, without loading all that lies before it again.
  // The wheel may still turn: the row is the one that has the focus, whichever that is.
  await page.locator('a[data-row]').nth(20).focus()
  const name = await page.locator('a[data-row]:focus').innerText()
  const asked = pages.length
  await page.keyboard.press('Enter')
  await page.goBack()
  await expect(page.getByText(name, { exact: true })).toBeAttached()
  expect(pages.length - asked).toBeLessThan(6)
})

test('stages, fields and rules are set up, also on a phone', async ({ page, company }) => {
  await page.goto(company.path('/settings/leads'))
  const stages = page.getByRole('region', { name: 'Stages' })
  await expect(stages.getByRole('listitem')).toHaveCount(6)
  await stages.getByRole('button', { name: 'Move Quoted up' }).click()
  await expect(stages.getByRole('listitem').nth(2)).toContainText('Quoted')
  await stages.getByRole('button', { name: 'Archive New' }).click()
  await expect(page.getByText('is the only stage of its status')).toBeVisible()
  await stages.getByRole('button', { name: 'Add stage' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Demo given')
  await page.getByRole('dialog').getByLabel('Probability').fill('40')
  await page.getByRole('button', { name: 'Save stage' }).click()
  await expect(stages.getByRole('listitem')).toHaveCount(7)

  const rules = page.getByRole('region', { name: 'Score rules' })
  await rules.getByRole('button', { name: 'Add score rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add score rule' })
  await dialog.getByLabel('Name').fill('Large deal')
  await dialog.getByLabel('Points').fill('25')
  await dialog.getByLabel('Field of condition 1').selectOption('Worth')
  await dialog.getByLabel('Comparison of condition 1').selectOption('is at least')
  await dialog.getByLabel('Value of condition 1').fill('much')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(dialog.getByLabel('Value of condition 1')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Value of condition 1').fill('50,000')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(rules).toContainText('Worth is at least $50,000.00')

  await page.getByRole('button', { name: 'Add assignment rule' }).click()
  const assign = page.getByRole('dialog', { name: 'Add assignment rule' })
  await assign.getByLabel('Name').fill('All to Siti')
  await assign.getByLabel('Siti Rahman').check()
  await assign.getByRole('button', { name: 'Save rule' }).click()
  await expect(page.getByRole('region', { name: 'Assignment rules' })).toContainText('Every lead → Siti Rahman')
  await page.getByRole('button', { name: 'Add absence' }).click()
  await page.getByRole('button', { name: 'Save absence' }).click()
  await expect(page.getByRole('region', { name: 'Away' })).toContainText('Siti Rahman')
  await page.getByRole('button', { name: 'Add field' }).click()
  await page.getByLabel('Label').fill('Bills with')
  await page.getByLabel('Kind').selectOption('Choice')
  await page.getByLabel('Choices').fill('Excel\nXero')
  await page.getByRole('button', { name: 'Save field' }).click()
  await expect(page.getByRole('region', { name: 'Own fields' })).toContainText('Choice: Excel, Xero')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  const lead = await leadsOf(page, company).add({ custom_fields: { bills_with: 'Xero' } })
  await page.goto(company.path(`/leads/${lead.id}/edit`))
  await page.getByLabel('Bills with').selectOption('Excel')
  await page.getByLabel('Job title').fill('Baker')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save lead' }).click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Excel')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`leads fit the screen and are accessible in ${colorScheme}`, async ({ page, demo }) => {
    await page.emulateMedia({ colorScheme })
    for (const path of ['', '/table']) {
      await page.goto(demo.path(`/leads${path}`))
      await expect(page.locator('a[data-row]').first()).toBeVisible()
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
    await page.locator('a[data-row]').first().click()
    await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('added this lead')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })
