import { apiOf, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('a view is saved, shared, changed and deleted with undo, also on a phone', async ({ page, company }) => {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  await api.post('/leads', { name: 'Siti Rahman', source: 'Fair' }, tenant)
  await api.post('/leads', { name: 'Tan Wei Ming', source: 'Website' }, tenant)
  await page.goto(company.path('/leads/table?source=Fair'))
  await expect(page.getByText('Siti Rahman')).toBeVisible()
  await expect(page.getByText('Tan Wei Ming')).toHaveCount(0)

  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save this view' })
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(dialog.getByText('Give it a name.')).toBeVisible()
  await dialog.getByLabel('Name').fill('From the fair')
  await dialog.getByLabel('Share it with the team').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save view' }).click()
  const views = page.getByRole('navigation', { name: 'Views' })
  const fair = views.getByRole('link', { name: 'From the fair' })
  await expect(fair).toHaveAttribute('data-current', 'true')
  await expect(fair).toHaveAttribute('title', /^Shared by/)
  await expect(page).toHaveURL(/source=Fair.*view=/)

  await views.getByRole('link', { name: 'All leads' }).click()
  await expect(page.getByText('Tan Wei Ming')).toBeVisible()
  await fair.click()
  await expect(page.getByText('Tan Wei Ming')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search leads' }).fill('siti')
  await expect(fair).toContainText('changed')
  await page.getByRole('button', { name: 'What to do with “From the fair”' }).click()
  await page.getByRole('menuitem', { name: 'Save the changes' }).click()
  await expect(fair).not.toContainText('changed')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'What to do with “From the fair”' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(fair).toHaveCount(0)
  // The newest is on top; the one below would take back the change before.
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(fair).toBeVisible()
  const { data } = await api.get('/saved-views?list=leads', tenant)
  expect(data.map((view: { name: string; query: object }) => [view.name, view.query])).toEqual([
    ['From the fair', { source: 'Fair', q: 'siti' }],
  ])
})
