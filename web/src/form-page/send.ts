import type { Submission, PublicForm, SubmissionReceipt } from '#modules/lead-forms/submission-schemas.ts'
import type { Problem } from '#platform/schemas.ts'
import type { Visits } from '#web/form-page/visits.ts'

/** What a refusal says: of the whole, and of each field by its name. */
export class Refused extends Error {
  readonly mistakes: Record<string, string>
  readonly code: string
  constructor({ code = '', detail, title, errors = [] }: Partial<Problem>) {
    super(detail ?? title ?? 'That did not work. Please try again later.')
    this.code = code
    this.mistakes = Object.fromEntries(
      errors.map(({ pointer, detail: words }) => [pointer.replace(/^\/(fields\/)?/, '').replaceAll('/', '.'), words]),
    )
  }
}

export const publicPath = (form_key: string): string => `/api/v1/public/forms/${encodeURIComponent(form_key)}`

export const askForm = (host: string, form_key: string): Promise<PublicForm> =>
  ask<PublicForm>(host + publicPath(form_key))

export const sendForm = (host: string, form_key: string, body: Submission): Promise<SubmissionReceipt> =>
  ask<SubmissionReceipt>(`${host}${publicPath(form_key)}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- our own server, held to this by its tests
async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, { ...init, credentials: 'omit', referrerPolicy: 'strict-origin-when-cross-origin' })
  const said: unknown = await response.json().catch(() => ({}))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (!response.ok) throw new Refused(said as Partial<Problem>)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return said as T
}

/** What is typed, by the names of the inputs; the honeypot and the consents have places of their own. */
export function bodyOf(form: HTMLFormElement, token: string, visits: Visits): Submission {
  const fields: Record<string, string> = {}
  const consents: Record<string, boolean> = {}
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name^="consent."]'))
    consents[box.name.slice('consent.'.length)] = box.checked
  let website = ''
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || name === 'token' || name.startsWith('consent.')) continue
    if (name === 'website') website = value
    else if (value.trim() !== '') fields[name] = fields[name] === undefined ? value : `${fields[name]}, ${value}`
  }
  return {
    fields,
    consents,
    website,
    ...(token && { token }),
    utm: { ...(visits.first && { first: visits.first }), ...(visits.last && { last: visits.last }) },
    visited_pages: visits.pages,
    page_url: (location.origin + location.pathname).slice(0, 1000),
    ...(visits.last?.referrer && { referrer: visits.last.referrer }),
  }
}
