import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts'

test('the home page is HTML alone: no script, one font, nothing sideways', async ({ page, request }) => {
  const html = await (await request.get('/')).text()
  expect(html).not.toMatch(/<script|style="|rel="stylesheet"/)

  const fetched: string[] = []
  page.on('request', (asked) => fetched.push(asked.resourceType()))
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invoice it right. See it paid.')
  await expect(page.getByRole('img', { name: 'A PayNow code' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  expect(fetched.filter((type) => type !== 'document' && type !== 'font' && type !== 'other')).toEqual([])
})

for (const scheme of ['light', 'dark'] as const)
  test(`the home page passes axe in ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/')
    await expectAccessible(page)
  })

test('its links lead on, and the first Tab offers to skip', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click()
  await expect(page).toHaveURL('/sign-up')
  await expect(page).toHaveTitle('Create an account · NexusCore')
})
