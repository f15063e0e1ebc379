import { AxeBuilder } from '@axe-core/playwright'
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { syntheticUen } from '#modules/organizations/rules.ts'

export { expect }

export type Company = {
  email: string
  password: string
  name: string
  slug: string
  id: string
  path: (page?: string) => string
}

type Fixtures = {
  /** Fails the test on anything the browser complains about. */
  cleanConsole: undefined
  /** Signed in as the owner of the demo company, for reading; tests that change things make their own company. */
  demo: Company
  /** A new account with a company of its own, signed in. */
  company: Company
}

export const password = 'kopi-o kosong at seven in the morning'

export const test = base.extend<Fixtures>({
  cleanConsole: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        const refused = message.text().startsWith('Failed to load resource')
        const policy = /Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())
        if (policy || (message.type() === 'error' && !refused)) complaints.push(message.text())
      })
      await use(undefined)
      expect(complaints, 'the console stays clean').toEqual([])
    },
    { auto: true },
  ],

  demo: async ({ page, baseURL }, use) => {
    const api = apiOf(page.request, baseURL)
    const { user } = await api.post('/dev/enter', {})
    const [{ id, slug }] = user.organizations
    await use({
      email: user.email,
      password: '',
      name: user.name,
      slug,
      id,
      path: (rest = '') => `/app/${slug}${rest}`,
    })
  },

  company: async ({ page, baseURL }, use) => {
    const api = apiOf(page.request, baseURL)
    const email = newEmail()
    await api.post('/auth/register', { email, password, name: 'Siti Rahman' })
    await api.post('/auth/verify', { token: await tokenFor(page.request, email) })
    await api.post('/auth/login', { email, password })
    const uen = newUen()
    const { id, slug } = await api.post('/organizations', {
      name: `Kopi Kaki ${uen} Pte. Ltd.`,
      uen,
      is_gst_registered: true,
      gst_reg_no: uen,
      gst_registered_from: '2024-01-01',
      billing_email: email,
      address: { line1: '10 Anson Road', postal_code: '079903', country: 'SG' },
    })
    await use({ email, password, name: 'Siti Rahman', slug, id, path: (rest = '') => `/app/${slug}${rest}` })
  },
})

/** The API as the browser's own page would call it. */
export function apiOf(request: APIRequestContext, baseURL = 'http://localhost:8000') {
  const headers = { 'x-client': 'web', origin: new URL(baseURL).origin, 'sec-fetch-site': 'same-origin' }
  async function send(method: string, path: string, data?: object, more: Record<string, string> = {}) {
    const response = await request.fetch(`/api/v1${path}`, {
      method,
      headers: { ...headers, ...more },
      ...(data && { data }),
    })
    expect(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`).toBe(true)
    return response.status() === 204 ? undefined : response.json()
  }
  return {
    get: (path: string, more?: Record<string, string>) => send('GET', path, undefined, more),
    post: (path: string, data?: object, more?: Record<string, string>) => send('POST', path, data, more),
    patch: (path: string, data: object, more?: Record<string, string>) => send('PATCH', path, data, more),
  }
}

/** The token of the newest confirmation. */
export const tokenFor = async (request: APIRequestContext, email: string) =>
  (await mailedLink(request, email, '/verify/')).replace('/verify/', '')

/** Waits for mail with a link to one of our pages in the mailbox of the installation, and returns its path. */
export async function mailedLink(request: APIRequestContext, email: string, page: string): Promise<string> {
  let path = ''
  await expect(async () => {
    const response = await request.get(`/dev/mail/messages?to=${encodeURIComponent(email)}`)
    const { data } = await response.json()
    const texts = data.map(({ text }: { text: string }) => new RegExp(`${page}[\\w-]+`).exec(text)?.[0])
    path = texts.find(Boolean) ?? ''
    expect(path).not.toBe('')
  }).toPass()
  return path
}

let counter = 0
export const newEmail = () => `siti.${Date.now().toString(36)}.${process.pid}.${counter++}@kopi.example`

/** Random, as workers that know nothing of each other sign up on one server. */
export function newUen(): string {
  const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1))
  return syntheticUen(between(1970, 2025), between(90_000, 99_999))
}

/** WCAG 2.2 AA by axe, of the page when it has settled: what is dim while its figures come is too faint for axe. */
export async function expectAccessible(page: Page) {
  await page.evaluate(() => document.fonts.ready)
  await expect(page.locator('.skeleton')).toHaveCount(0)
  let faults = await faultsOf(page)
  // Some looks, not some seconds: on a busy machine one look alone takes ten of them.
  for (let looks = 1; faults.length && looks < 5; looks++) faults = await faultsOf(page)
  expect(faults, 'axe finds nothing').toEqual([])
}

async function faultsOf(page: Page): Promise<string[]> {
  // Without the page of its own that axe opens to join the findings of frames of other origins: we have none.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}

/** Nothing may be wider than the screen. */
export async function expectNoSidewaysScroll(page: Page) {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: window.innerWidth,
  }))
  const width = page.viewportSize()?.width ?? screen
  expect(Math.max(content, screen), 'no sideways scroll').toBeLessThanOrEqual(width)
}

export const isPhone = (page: Page) => (page.viewportSize()?.width ?? 1440) < 768
