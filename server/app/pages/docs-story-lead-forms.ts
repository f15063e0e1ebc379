import { type Json, of } from './docs-story.ts'

const fields = [
  { field: 'name', label: 'Your name', hint: null, is_required: true },
  { field: 'email', label: 'E-mail', hint: 'We answer within a day', is_required: true },
  { field: 'notes', label: 'How can we help?', hint: null, is_required: false },
]
const text = 'Send me news by e-mail, about twice a month.'
const consents = [{ channel: 'email', text }]
const form_key = 'frm_8Kc2dQ0vTnXy5bLwRz3p'
const shown = {
  heading: 'Talk to us',
  intro: 'Tell us what you need.',
  button_label: 'Send',
  thanks: 'Thank you. We will get back to you soon.',
  redirect_url: null,
}
const sent = { name: 'Lim Hui Min', email: 'huimin@orchid.example', notes: 'We open three outlets in March.' }
const utm = { last: { source: 'newsletter', medium: 'email' } }
const visit = {
  visited_pages: ['/', '/pricing'],
  page_url: 'https://www.example.sg/contact',
  referrer: 'https://www.google.com/',
}
const token = 'mfw2k1xa.019a9c5e3b1f7c429d105a7e42c1b0f9.Jx0aPZ3kq7sT1vYd9wLm2Q'

/** What the examples tell of a form on a website, and of somebody who wrote through it. */
export const leadFormStory = ({ user }: Record<'user', string>): Record<string, Json> => {
  const form = {
    name: 'Contact page',
    ...shown,
    fields,
    consents,
    source: 'Website',
    tags: ['web'],
    owner_user_id: null,
    allowed_origins: ['https://www.example.sg'],
    notify_user_ids: [user],
  }
  return {
    ...of('FormField', fields[1]!),
    ...of('FormConsent', consents[0]!),
    ...of('NewLeadForm', form),
    ...of('LeadFormChanges', { heading: 'Talk to us', fields }),
    ...of('LeadForm', {
      form_key,
      ...form,
      is_open: true,
      submission_count: 128,
      lead_count: 117,
      spam_count: 9,
      last_submission_at: '2026-11-22T01:30:00Z',
      archived_at: null,
    }),
    ...of('LeadFormQuery', { archived: 'no' }),
    ...of('LeadSubmission', {
      form_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0fa',
      lead_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6',
      received_at: '2026-11-22T01:30:00Z',
      processed_at: '2026-11-22T01:30:01Z',
      form_name: 'Contact page',
      status: 'processed',
      spam_reasons: [],
      fields: sent,
      consents: [{ channel: 'email', text, is_given: true }],
      utm,
      ...visit,
      origin: 'https://www.example.sg',
      user_agent: 'Mozilla/5.0',
      lead_name: 'Lim Hui Min',
      failure: null,
    }),
    ...of('SubmittedConsent', { channel: 'email', text, is_given: true }),
    ...of('LeadSubmissionQuery', { status: 'spam', q: 'outlets' }),
    ...of('PublicForm', {
      form_key,
      organization_name: 'Kopi House Pte. Ltd.',
      ...shown,
      fields: fields.map((field) => ({ ...field, kind: 'text', choices: [] })),
      consents,
      token,
    }),
    ...of('PublicFormField', { ...fields[1]!, kind: 'email', choices: [] }),
    ...of('PublicFormConsent', consents[0]!),
    ...of('ByFormKey', { form_key }),
    ...of('Submission', { fields: sent, consents: { email: true }, token, utm, ...visit }),
    ...of('SubmissionReceipt', { thanks: shown.thanks, redirect_url: null }),
    ...of('NewLeadConsent', { channel: 'phone', is_given: false, text: 'Do not call again.', note: 'on the phone' }),
    ...of('LeadConsent', {
      lead_id: '019a9c5e-3b1f-7c42-9d10-5a7e42c1b0f6',
      recorded_at: '2026-11-22T01:30:00Z',
      channel: 'phone',
      is_given: false,
      text: 'Do not call again.',
      submission_id: null,
      recorded_by_user_id: user,
      recorded_by_name: 'Tan Mei Ling',
      note: 'on the phone',
    }),
  }
}
