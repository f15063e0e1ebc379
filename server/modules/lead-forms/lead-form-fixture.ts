import assert from 'node:assert/strict'
import type { Person, TestApp } from '#test/support.ts'
import type { LeadCard } from '#modules/leads/board-schemas.ts'
import type { LeadForm } from './schemas.ts'
import type { LeadSubmission, Submission } from './submission-schemas.ts'

export const site = 'https://www.kopi.example'

export const contact = {
  name: 'Contact us',
  fields: [
    { field: 'name', label: 'Your name', hint: null, is_required: true },
    { field: 'email', label: 'E-mail', hint: null, is_required: true },
    { field: 'phone', label: 'Phone', hint: null, is_required: false },
    { field: 'company', label: 'Company', hint: null, is_required: false },
    { field: 'notes', label: 'Message', hint: null, is_required: false },
  ],
  consents: [{ channel: 'email', text: 'Send me news by e-mail, about twice a month.' }],
  allowed_origins: [site],
}
export const mei = { name: 'Tan Mei Ling', email: 'mei@kopi.example', phone: '9123 4567', company: 'Kopi Pte Ltd' }

/** What tests of forms ask again and again. */
export function leadFormFixture(app: TestApp) {
  const formOf = async (owner: Person, changes: object = {}): Promise<LeadForm> => {
    const answer = await owner.post('/lead-forms', { ...contact, ...changes })
    assert.equal(answer.status, 201, answer.text)
    return answer.body
  }
  const send = (
    form: Pick<LeadForm, 'form_key'>,
    fields: object,
    rest: Partial<Submission> & { headers?: object } = {},
  ) => {
    const { headers, ...body } = rest
    return app.request(
      'POST',
      `/public/forms/${form.form_key}/submissions`,
      { fields, ...body },
      { headers: { ...headers } },
    )
  }
  const accepted = async (...args: Parameters<typeof send>) => {
    const answer = await send(...args)
    assert.equal(answer.status, 202, answer.text)
    return answer.body as { id: string }
  }
  const submissions = async (owner: Person, query = ''): Promise<LeadSubmission[]> =>
    (await owner.get(`/lead-submissions?limit=100${query}`)).body.data
  const leadsOf = async (owner: Person) => (await owner.get('/leads?limit=100')).body.data as LeadCard[]
  return { formOf, send, accepted, submissions, leadsOf }
}
