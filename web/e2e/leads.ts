import { type Page, test } from '@playwright/test'
import { apiOf, type Company } from './fixtures.ts'

/** Leads of a company, made through the API. */
export function leadsOf(page: Page, company: Company) {
  const api = apiOf(page.request, test.info().project.use.baseURL)
  const tenant = { 'x-organization-id': company.id }
  return {
    add: (input: object = {}) =>
      api.post('/leads', { name: 'Tan Wei Ming', company: 'Katong Bakery Pte. Ltd.', ...input }, tenant),
    get: (id: string) => api.get(`/leads/${id}`, tenant),
    move: (id: string, stage_id: string) => api.post(`/leads/${id}/move`, { stage_id }, tenant),
    stage: async (name: string): Promise<{ id: string }> => {
      const { data } = await api.get('/lead-stages', tenant)
      return data.find((stage: { name: string }) => stage.name === name)
    },
    nameOfStage: async (id: string): Promise<string> => {
      const [{ data }, { stage_id }] = await Promise.all([
        api.get('/lead-stages', tenant),
        api.get(`/leads/${id}`, tenant),
      ])
      return data.find((stage: { id: string }) => stage.id === stage_id).name
    },
  }
}

export const columnOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
export const cardIn = (page: Page, column: string, name: string) => columnOf(page, column).getByRole('link', { name })

/** As a hand does it: down, a little, over there, up. */
export async function dragTo(page: Page, name: string, column: string) {
  const from = (await page.locator('section[data-stage] a[data-row]', { hasText: name }).boundingBox())!
  const to = (await columnOf(page, column).boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 3 })
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 8 })
  await page.waitForTimeout(60)
  await page.mouse.up()
}

/** A finger that rests, lifts the card, and lets it go over something else. */
export async function holdAndDrop(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  await touch('touchStart', from)
  await page.waitForTimeout(450)
  for (let step = 1; step <= 6; step++)
    await touch('touchMove', { x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 })
  await page.waitForTimeout(80)
  await touch('touchEnd')
}
