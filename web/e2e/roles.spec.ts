import { join, peopleOf } from './people.ts'
import { expect, test } from './fixtures.ts'
import { salesOf } from './sales.ts'

for (const role of ['viewer', 'accountant', 'dpo'])
  test(`whatever a screen offers to a ${role}, they may do`, async ({ page, company, browser, baseURL }) => {
    const { id } = await salesOf(page, company).issueInvoice()
    const arjun = await join(page, company, peopleOf(browser, baseURL), role)
    const refused: string[] = []
    arjun.page.on('response', (response) => {
      if (response.status() === 403) refused.push(response.url())
    })
    await arjun.page.goto(company.path())
    const links = arjun.page.getByRole('navigation', { name: 'Main' }).getByRole('link')
    await expect(links.last()).toHaveText('Settings')
    for (const link of await links.all()) {
      await link.click()
      await expect(link).toHaveAttribute('aria-current', 'page')
      await expect(arjun.page.locator('.skeleton')).toHaveCount(0)
    }
    for (const tab of await arjun.page.getByRole('navigation', { name: 'Settings' }).getByRole('link').all()) {
      await tab.click()
      await expect(tab).toHaveAttribute('aria-current', 'page')
      await expect(arjun.page.locator('.skeleton')).toHaveCount(0)
    }
    if (role !== 'dpo') {
      await arjun.page.goto(company.path(`/invoices/${id}`))
      await expect(arjun.page.locator('.skeleton')).toHaveCount(0)
    }
    await arjun.page.goto(company.path('/customers'))
    await arjun.page.locator('a[data-row]').first().click()
    await expect(arjun.page.getByRole('heading', { level: 1 })).not.toHaveText('Customers')
    await expect(arjun.page.locator('.skeleton')).toHaveCount(0)
    expect(refused).toEqual([])
  })

test('a viewer sees no button that writes', async ({ page, company, browser, baseURL }) => {
  const { id } = await salesOf(page, company).issueInvoice()
  const arjun = await join(page, company, peopleOf(browser, baseURL), 'viewer')
  const writes = /^(New|Add|Record|Edit|Issue|Archive|Delete|Invite|Save|Change)\b/
  for (const path of ['', '/invoices', `/invoices/${id}`, '/customers', '/settings/organization', '/settings/team']) {
    await arjun.page.goto(company.path(path))
    await expect(arjun.page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(arjun.page.locator('.skeleton')).toHaveCount(0)
    await expect(arjun.page.locator('main').getByRole('button', { name: writes })).toHaveCount(0)
    expect(await arjun.page.locator('main').getByRole('link', { name: writes }).allInnerTexts(), path).toEqual([])
  }
})
