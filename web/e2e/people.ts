import type { APIRequestContext, Browser, Page } from '@playwright/test'
import { apiOf, type Company, expect, newEmail, password, tokenFor } from './fixtures.ts'

export type Person = { name: string; email: string; page: Page }
export type People = ReturnType<typeof peopleOf>

/** Others with accounts and browsers of their own. */
export function peopleOf(browser: Browser, baseURL = 'http://localhost:8000') {
  let request: APIRequestContext | undefined
  return {
    baseURL,
    async signUp(name: string): Promise<Person> {
      const context = await browser.newContext({ baseURL, locale: 'en-SG' })
      const page = await context.newPage()
      request = page.request
      const api = apiOf(page.request, baseURL)
      const email = newEmail()
      await api.post('/auth/register', { email, password, name })
      await api.post('/auth/verify', { token: await tokenFor(page.request, email) })
      await api.post('/auth/login', { email, password })
      return { name, email, page }
    },
    /** The token in the newest invitation to an address. */
    async invitationFor(email: string): Promise<string> {
      let token = ''
      await expect(async () => {
        const response = await request!.get(`/dev/mail/messages?to=${encodeURIComponent(email)}`)
        const { data } = await response.json()
        token = /\/invitations\/([\w-]+)/.exec(data[0].text)?.[1] ?? ''
        expect(token).not.toBe('')
      }).toPass()
      return token
    },
  }
}

/** Arjun Nair in the company of the one whose page it is, signed in in a browser of his own. */
export async function join(page: Page, company: Company, people: People, role: string): Promise<Person> {
  const arjun = await people.signUp('Arjun Nair')
  const headers = { 'x-organization-id': company.id }
  await apiOf(page.request, people.baseURL).post(
    `/organizations/${company.id}/invitations`,
    { email: arjun.email, role },
    headers,
  )
  await apiOf(arjun.page.request, people.baseURL).post('/invitations/accept', {
    token: await people.invitationFor(arjun.email),
  })
  return arjun
}
