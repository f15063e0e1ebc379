import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Page, test } from '@playwright/test'
import { apiOf, type Company } from './fixtures.ts'

export const contactForm = {
  name: 'Contact form',
  heading: 'Contact us',
  intro: 'Tell us what you are looking for.',
  fields: [
    { field: 'name', label: 'Your name', hint: null, is_required: true },
    { field: 'email', label: 'E-mail', hint: 'We answer here', is_required: true },
    { field: 'phone', label: 'Phone', hint: null, is_required: false },
    { field: 'notes', label: 'How can we help?', hint: null, is_required: false },
  ],
  consents: [{ channel: 'email', text: 'Kopi Kaki may mail me offers.' }],
}

/** Forms of a company and what comes through them, by the API. */
export function formsOf(page: Page, company: Company) {
  const { baseURL = 'http://localhost:8000' } = test.info().project.use
  const api = apiOf(page.request, baseURL)
  const tenant = { 'x-organization-id': company.id }
  return {
    baseURL,
    add: (input: object = {}): Promise<{ id: string; form_key: string }> =>
      api.post('/lead-forms', { ...contactForm, ...input }, tenant),
    get: (id: string): Promise<{ version: number; heading: string }> => api.get(`/lead-forms/${id}`, tenant),
    change: (id: string, version: number, input: object) =>
      api.patch(`/lead-forms/${id}`, input, { ...tenant, 'if-match': `"${version}"` }),
    close: (id: string) => api.post(`/lead-forms/${id}/close`, undefined, tenant),
    /** As a program of the seller's sends it: no page, no script. */
    send: (form_key: string, fields: object, more: object = {}): Promise<{ id: string }> =>
      api.post(`/public/forms/${form_key}/submissions`, { fields, ...more }),
    sent: async (): Promise<Sent[]> => (await api.get('/lead-submissions', tenant)).data,
    lead: (id: string) => api.get(`/leads/${id}`, tenant),
  }
}

export type Sent = {
  id: string
  status: string
  lead_id: string | null
  fields: Record<string, string>
  utm: { first?: Record<string, string>; last?: Record<string, string> }
  visited_pages: string[]
  page_url: string | null
  origin: string | null
}

/** A site of another origin: its pages by their paths. */
export async function startSite(pages: Record<string, string>): Promise<{ origin: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://site').pathname]
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="en"><head><title>Kopi Kaki</title></head><body>${page ?? ''}</body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

/** Nobody types faster than that: what is sent sooner is held as spam. */
export const readingTime = (page: Page) => page.waitForTimeout(1_200)
