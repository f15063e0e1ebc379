import { expect, expectAccessible, expectNoSidewaysScroll, isPhone, test } from './fixtures.ts'
import { cardIn, columnOf, dragTo, holdAndDrop, leadsOf } from './leads.ts'
import { failCalls } from './sales.ts'

const toasts = 'Notifications'

test('a lead is added, its score explained, given to somebody and moved, also on a phone', async ({
  page,
  company,
}) => {
  await page.goto(company.path('/leads'))
  await expect(page.getByText('No leads yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add the first lead' }).click()
  const dialog = page.getByRole('dialog', { name: 'New lead' })
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await expect(dialog.getByText('Type a name.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Tan Wei Ming')
  await dialog.getByLabel('Company').fill('Katong Bakery Pte. Ltd.')
  await dialog.getByLabel('E-mail').fill('weiming@katong.example')
  await dialog.getByLabel('Phone').fill('call me')
  await dialog.getByLabel('Worth').fill('12,000')
  await dialog.getByLabel('Notes').fill('His number is S1234567D')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await expect(dialog.getByText('This is no phone number.')).toBeVisible()
  await dialog.getByLabel('Phone').fill('8000 4567')
  await dialog.getByRole('button', { name: 'Add lead' }).click()
  await expect(page.getByText('NRIC or FIN, which was masked')).toBeVisible()
  await page.getByRole('button', { name: 'Open lead' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tan Wei Ming')
  const score = page.getByRole('region', { name: 'Score' })
  await expect(score).toContainText('35')
  await expect(score.getByRole('listitem')).toHaveText([/\+10.*Company e-mail/, /\+5.*Phone number/, /\+20.*Worth/])
  await expect(page.getByRole('link', { name: 'WhatsApp' })).toHaveAttribute('href', 'https://wa.me/6580004567')
  await expect(page.getByText(/^Answer within/)).toBeVisible()
  await expect(page.getByText('S1234567D')).toHaveCount(0)

  await page.getByRole('button', { name: 'Take it' }).click()
  await expect(page.getByRole('combobox', { name: 'Owner' })).toHaveValue(/.{36}/)
  await page.getByRole('button', { name: 'Tomorrow 9:00' }).click()
  await expect(page.getByText(/^tomorrow 9:00/)).toBeVisible()
  await page.getByLabel('Add a tag').fill('Hot')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove tag Hot' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Siti Rahman')
  await page.locator('[aria-label=Dismiss]').first().click()
  await expect(page.getByText('Follow-up tomorrow')).toHaveCount(0)
  // Nothing half under the bar at the bottom.
  await page.evaluate(() => scrollTo(0, 0))
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Qualified', exact: true }).click()
  await expect(page.getByText(/^Answered after/)).toBeVisible()
  await page.getByRole('region', { name: toasts }).getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByRole('button', { name: 'New', exact: true })).toHaveAttribute('aria-current', 'step')

  await page.goto(company.path('/leads'))
  await page.getByRole('button', { name: 'Move Tan Wei Ming' }).click()
  await page.getByRole('menuitem', { name: 'Contacted' }).click()
  if (isPhone(page)) await page.getByRole('link', { name: 'Contacted 1' }).click()
  await expect(cardIn(page, 'Contacted', 'Tan Wei Ming')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('a card is dragged by mouse, undone, and put back when it is refused', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  const { id } = await leads.add({ estimated_value_cents: 500_000 })
  await page.goto(company.path('/leads'))
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  await dragTo(page, 'Tan Wei Ming', 'Qualified')
  await expect(cardIn(page, 'Qualified', 'Tan Wei Ming')).toBeVisible()
  await expect(columnOf(page, 'Qualified')).toContainText('$2.5K weighted')
  await expect.poll(() => leads.nameOfStage(id)).toBe('Qualified')
  await page.getByRole('region', { name: toasts }).getByRole('button', { name: 'Undo' }).click()
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  await expect.poll(() => leads.nameOfStage(id)).toBe('New')

  const letGo = await failCalls(page, /\/leads\/[^/]+\/move$/)
  await dragTo(page, 'Tan Wei Ming', 'Contacted')
  await expect(page.getByText('Tan Wei Ming was not moved')).toBeVisible()
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  await letGo()
  // A press without a move is a click.
  await cardIn(page, 'New', 'Tan Wei Ming').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tan Wei Ming')
})

test('a finger drags a card onto the name of another stage on a phone', async ({ page, company }) => {
  test.skip(!isPhone(page), 'a phone’s matter')
  const leads = leadsOf(page, company)
  const { id } = await leads.add()
  await page.goto(company.path('/leads'))
  const card = (await cardIn(page, 'New', 'Tan Wei Ming').boundingBox())!
  const tab = (await page.getByRole('link', { name: /^Contacted/ }).boundingBox())!
  await holdAndDrop(page, { x: card.x + 60, y: card.y + 12 }, { x: tab.x + 20, y: tab.y + 20 })
  await expect.poll(() => leads.nameOfStage(id)).toBe('Contacted')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leads')
})

test('the board is worked by keyboard alone; a lost lead keeps its reason', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  const { id } = await leads.add()
  await page.goto(company.path('/leads'))
  const link = page.locator('a[data-row]')
  await expect(link).toBeVisible()
  await page.keyboard.press('j')
  await expect(link).toBeFocused()
  await page.keyboard.press('Space')
  const spoken = page.getByRole('status').filter({ hasText: 'Tan Wei Ming' })
  await expect(spoken).toContainText('picked up, in New, column 1 of 6')
  await page.keyboard.press('ArrowRight')
  await expect(cardIn(page, 'Contacted', 'Tan Wei Ming')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeFocused()
  expect(await leads.nameOfStage(id)).toBe('New')

  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  await expect(cardIn(page, 'Qualified', 'Tan Wei Ming')).toBeFocused()
  await expect.poll(() => leads.nameOfStage(id)).toBe('Qualified')

  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog', { name: 'Move Tan Wei Ming to Lost' })).toBeVisible()
  await expect(page.getByLabel('Why are they given up?')).toBeFocused()
  await page.keyboard.type('No budget')
  await page.keyboard.press('Enter')
  await expect(cardIn(page, 'Lost', 'Tan Wei Ming')).toBeVisible()
  await expect.poll(async () => (await leads.get(id)).disqualified_reason).toBe('No budget')
})

test('whoever is dropped on Won is converted, and stays put until then', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  await leads.add()
  await page.goto(company.path('/leads'))
  await dragTo(page, 'Tan Wei Ming', 'Quoted')
  await expect(cardIn(page, 'Quoted', 'Tan Wei Ming')).toBeVisible()
  for (const key of ['j', 'Space', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  const dialog = page.getByRole('dialog', { name: 'Convert Tan Wei Ming' })
  await expect(dialog.getByLabel('Name')).toHaveValue('Katong Bakery Pte. Ltd.')
  await page.getByRole('button', { name: 'Convert Tan Wei Ming' }).click()
  await expect(cardIn(page, 'Won', 'Tan Wei Ming')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Move Tan Wei Ming' })).toHaveCount(0)
})

test('a colleague’s move appears, and of two moves the later stays', async ({ page, company }) => {
  const leads = leadsOf(page, company)
  const { id } = await leads.add()
  const live = page.waitForResponse((response) => response.url().includes('/events/stream'))
  await page.goto(company.path('/leads'))
  await expect(cardIn(page, 'New', 'Tan Wei Ming')).toBeVisible()
  await live
  await leads.move(id, (await leads.stage('Contacted')).id)
  await expect(cardIn(page, 'Contacted', 'Tan Wei Ming')).toBeVisible()
  await dragTo(page, 'Tan Wei Ming', 'Quoted')
  await expect.poll(() => leads.nameOfStage(id)).toBe('Quoted')
})

test('the board says why it cannot be shown, and tries again', async ({ page, demo }) => {
  const letGo = await failCalls(page, /\/api\/v1\/leads\/board/)
  await page.goto(demo.path('/leads'))
  await expect(page.getByText('The board could not be loaded')).toBeVisible()
  await letGo()
  await page.getByRole('button', { name: 'Try again' }).click()
  const column = columnOf(page, 'New')
  await expect(column.locator('a[data-row]')).toHaveCount(25)
  await column.getByRole('button', { name: /^Show more/ }).click()
  await expect(column.locator('a[data-row]')).toHaveCount(50)
  await page.getByRole('searchbox').fill('nobody is called this')
  await expect(page.getByText('No lead matches')).toBeVisible()
})
