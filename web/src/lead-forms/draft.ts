import type { FieldPath } from 'react-hook-form'
import type { FormField, LeadForm, NewLeadForm } from '#modules/lead-forms/schemas.ts'
import type { PublicForm } from '#modules/lead-forms/submission-schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { type Channel, fieldWords, suggestedConsent } from '#web/lead-forms/words.ts'

type FieldName = FormField['field']
export type DraftField = { field: FieldName; label: string; hint: string; is_required: boolean }

/** The builder's fields, named as the API names them; lists of words are text until they are sent. */
export type FormDraft = {
  name: string
  heading: string
  intro: string
  button_label: string
  thanks: string
  redirect_url: string
  fields: DraftField[]
  consents: { channel: Channel; text: string }[]
  source: string
  tags: string
  owner_user_id: string
  notify_user_ids: string[]
  allowed_origins: string
}

const kinds: Record<string, PublicForm['fields'][number]['kind']> = {
  email: 'email',
  phone: 'phone',
  notes: 'long_text',
}
export const standing: FieldName[] = ['name', 'email', 'phone', 'company', 'uen', 'job_title', 'notes']

/** What most people want, ready to be used as it is. */
export const firstDraft = (seller: string): FormDraft => ({
  name: 'Contact form',
  heading: 'Contact us',
  intro: 'Tell us what you are looking for. We will get back to you.',
  button_label: 'Send',
  thanks: 'Thank you. We have your message and will be in touch soon.',
  redirect_url: '',
  fields: [
    { field: 'name', label: 'Your name', hint: '', is_required: true },
    { field: 'email', label: 'E-mail', hint: '', is_required: true },
    { field: 'phone', label: 'Phone', hint: '', is_required: false },
    { field: 'company', label: 'Company', hint: '', is_required: false },
    { field: 'notes', label: 'How can we help?', hint: '', is_required: false },
  ],
  consents: [{ channel: 'email', text: suggestedConsent('email', seller) }],
  source: 'Web form',
  tags: '',
  owner_user_id: '',
  notify_user_ids: [],
  allowed_origins: '',
})

export const toDraft = (form: LeadForm): FormDraft => ({
  name: form.name,
  heading: form.heading,
  intro: form.intro ?? '',
  button_label: form.button_label,
  thanks: form.thanks,
  redirect_url: form.redirect_url ?? '',
  fields: form.fields.map((field) => ({ ...field, hint: field.hint ?? '' })),
  consents: form.consents.map(({ channel, text }) => ({ channel, text })),
  source: form.source,
  tags: form.tags.join(', '),
  owner_user_id: form.owner_user_id ?? '',
  notify_user_ids: form.notify_user_ids,
  allowed_origins: form.allowed_origins.join('\n'),
})

export const toInput = (draft: FormDraft): NewLeadForm => ({
  name: draft.name.trim(),
  heading: draft.heading.trim(),
  intro: draft.intro.trim() || null,
  button_label: draft.button_label.trim(),
  thanks: draft.thanks.trim(),
  redirect_url: draft.redirect_url.trim() || null,
  fields: draft.fields.map(({ field, label, hint, is_required }) => ({
    field,
    label: label.trim(),
    hint: hint.trim() || null,
    is_required,
  })),
  consents: draft.consents.map(({ channel, text }) => ({ channel, text: text.trim() })),
  source: draft.source.trim(),
  tags: readWords(draft.tags, ','),
  owner_user_id: draft.owner_user_id || null,
  notify_user_ids: draft.notify_user_ids,
  allowed_origins: readWords(draft.allowed_origins, /[\n,]/).map(asOrigin),
})

const readWords = (text: string, between: string | RegExp) => [
  ...new Set(text.split(between).flatMap((word) => word.trim() || [])),
]

/** "www.kopi.sg/contact" is the site https://www.kopi.sg; what is none is sent as typed, and refused in words. */
function asOrigin(text: string): string {
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(address) ? new URL(address).origin : text
}

/** The one field of the page that holds a whole list: what is wrong with its third line is said there. */
export const listPointers = Object.fromEntries(
  (['allowed_origins', 'tags', 'notify_user_ids'] as const).flatMap((list) =>
    Array.from({ length: 30 }, (_, at) => [`/${list}/${at}`, list] as const),
  ),
) as Record<string, FieldPath<FormDraft>>

/** What the form would be for visitors, for the preview. */
export function toShown(
  draft: FormDraft,
  { form_key, seller, own }: { form_key: string; seller: string; own: LeadField[] },
): Omit<PublicForm, 'token'> {
  return {
    form_key,
    organization_name: seller,
    heading: draft.heading,
    intro: draft.intro || null,
    button_label: draft.button_label,
    thanks: draft.thanks,
    redirect_url: draft.redirect_url || null,
    fields: draft.fields.map((field) => {
      const found = own.find(({ key }) => field.field === `custom_fields.${key}`)
      return {
        ...field,
        hint: field.hint || null,
        kind: found?.kind ?? kinds[field.field] ?? 'text',
        choices: found?.choices ?? [],
      }
    }),
    consents: draft.consents,
  }
}

/** What can still be put on the form. */
export const unused = (draft: Pick<FormDraft, 'fields'>, own: LeadField[]): { field: FieldName; word: string }[] =>
  [
    ...standing.map((field) => ({ field, word: fieldWords[field] ?? field })),
    ...own.map(({ key, label }) => ({ field: `custom_fields.${key}`, word: label })),
  ].filter(({ field }) => !draft.fields.some((each) => each.field === field))
