import { join, peopleOf } from './people.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('a role is made, given, narrowed while its holder looks, and kept as long as somebody has it', async ({
  page,
  company,
  browser,
  baseURL,
}) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'viewer')
  await page.goto(company.path('/settings/roles'))
  await expect(page).toHaveTitle('Roles · Settings · NexusCore')
  await expect(page.getByText('No roles of your own yet')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Always there' }).getByRole('row')).toHaveCount(7)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog', { name: 'New role' })
  await dialog.getByRole('button', { name: 'Make the role' }).click()
  await expect(dialog.getByText('Say what people call the role.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Sales assistant')
  await dialog.getByRole('button', { name: 'Make the role' }).click()
  await expect(dialog.getByText('Choose what the role allows.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Add, edit and archive customers', exact: true }).check()
  await dialog
    .getByRole('checkbox', { name: 'Write and delete drafts, pause and end recurring invoices', exact: true })
    .check()
  const seeing = dialog.getByRole('checkbox', { name: 'See drafts, invoices and recurring invoices' })
  await expect(seeing).toBeChecked()
  await expect(seeing).toBeDisabled()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await dialog.getByRole('button', { name: 'Make the role' }).click()
  const own = page.getByRole('table', { name: 'Your own roles' })
  await expect(own.getByRole('row').filter({ hasText: 'Sales assistant' })).toContainText('nobody')

  await page.goto(company.path('/settings/team'))
  await page.getByRole('button', { name: 'Actions on Arjun Nair' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await page.getByRole('radio', { name: 'Sales assistant' }).check()
  await page.getByRole('button', { name: 'Change role' }).click()
  const members = page.getByRole('table', { name: 'Members' })
  await expect(members.getByRole('row').filter({ hasText: 'Arjun Nair' })).toContainText('Sales assistant')

  await arjun.page.goto(company.path('/customers'))
  await expect(arjun.page.getByRole('link', { name: 'New customer' }).first()).toBeVisible()
  await page.goto(company.path('/settings/roles'))
  await own.getByRole('button', { name: 'Sales assistant', exact: true }).click()
  const edit = page.getByRole('dialog', { name: 'Sales assistant' })
  await expect(edit.getByText('Held by Arjun Nair.')).toBeVisible()
  await edit.getByRole('checkbox', { name: 'Add, edit and archive customers', exact: true }).uncheck()
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(arjun.page.getByRole('link', { name: 'New customer' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Actions on Sales assistant' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Delete Sales assistant' }).click()
  await expect(question.getByText('This role is held by Arjun Nair.')).toBeVisible()
  await expectAccessible(page)
})

test('who makes no roles sees what each allows, and can change none', async ({ page, company, browser, baseURL }) => {
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'viewer')
  await arjun.page.goto(company.path('/settings/roles'))
  await expect(arjun.page.getByRole('button', { name: 'New role' })).toHaveCount(0)
  await arjun.page.getByRole('button', { name: 'Accountant', exact: true }).click()
  const dialog = arjun.page.getByRole('dialog', { name: 'Accountant' })
  await expect(dialog.getByRole('checkbox', { name: 'Issue invoices' })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'See the team' })).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Issue invoices' })).toBeDisabled()
  await expectAccessible(arjun.page)
})

test('a role can be put together on a phone', async ({ page, company }) => {
  await page.goto(company.path('/settings/roles'))
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog', { name: 'New role' })
  await dialog.getByLabel('Name').fill('Greeter')
  await dialog.getByLabel('Begin with what another role allows').selectOption({ label: 'Viewer' })
  await expect(dialog.getByRole('checkbox', { name: 'See API keys' })).not.toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'See the team' })).toBeChecked()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Make the role' }).click()
  await expect(page.getByRole('button', { name: 'Greeter', exact: true })).toBeVisible()
  await expectNoSidewaysScroll(page)
})
