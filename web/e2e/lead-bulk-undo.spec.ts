import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'
import { leadsOf } from './leads.ts'

test('a change of many leads is undone from its message, but for who moved on', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  const ids: string[] = []
  for (const name of ['Lead 1', 'Lead 2', 'Lead 3']) ids.push((await leads.add({ name })).id)
  await leads.move(ids[1]!, (await leads.stage('Contacted')).id)
  await page.goto(company.path('/leads/table'))
  const rows = page.locator('a[data-row]')
  await expect(rows).toHaveCount(3)
  for (const name of ['Lead 1', 'Lead 2', 'Lead 3'])
    await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
  const bar = page.getByRole('region', { name: 'What to do with what is chosen' })
  await bar.getByRole('button', { name: 'Stage' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Move 3 leads?' })
  await dialog.getByLabel('To stage').selectOption({ label: 'Qualified' })
  await dialog.getByRole('button', { name: 'Move 3 leads' }).click()
  const messages = page.getByRole('region', { name: 'Notifications' })
  await expect(messages.getByText('3 leads moved to Qualified')).toBeVisible()
  await leads.move(ids[2]!, (await leads.stage('Quoted')).id)
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect(messages.getByText('2 leads put back')).toBeVisible()
  await expect(messages.getByText('1 was changed since and stays that way.')).toBeVisible()
  for (const [name, stage] of [
    ['Lead 1', 'New'],
    ['Lead 2', 'Contacted'],
    ['Lead 3', 'Quoted'],
  ])
    await expect(page.getByRole('row').filter({ hasText: name! })).toContainText(stage!)
})

test('the changes of the last day are listed, and undone once, also on a phone', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  await page.goto(company.path('/leads/table'))
  const dialog = page.getByRole('dialog', { name: 'Recent changes' })
  await page.getByRole('button', { name: 'Recent changes' }).click()
  await expect(dialog.getByText('Nothing to undo')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const ids: string[] = []
  for (const name of ['Lead 1', 'Lead 2']) ids.push((await leads.add({ name, source: 'Referral' })).id)
  await api.post('/leads/bulk-edit', { ids, changes: { add_tags: ['fair', 'orchard'], source: 'Fair' } }, tenant)
  await api.post('/leads/bulk-edit', { ids: [ids[0]], changes: { archived: true } }, tenant)
  await expect(page.locator('a[data-row]')).toHaveText(['Lead 2'])
  await page.getByRole('button', { name: 'Recent changes' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await dialog.getByRole('button', { name: 'Undo: 1 lead archived' }).click()
  await expect(dialog.getByRole('listitem').first()).toContainText('Undone by Siti Rahman: 1 put back')
  await expect(dialog.getByRole('listitem').first()).toBeFocused()
  await dialog.getByRole('button', { name: /^Undo: 2 leads given the source Fair; tagged fair, orchard/ }).click()
  await expect(dialog.getByRole('button', { name: /^Undo/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.locator('a[data-row]')).toHaveText(['Lead 2', 'Lead 1'])
  expect((await leads.get(ids[1]!)).source).toBe('Referral')
})
