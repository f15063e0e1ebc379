import type { FormConsent } from '#modules/lead-forms/schemas.ts'
import type { LeadSubmission } from '#modules/lead-forms/submission-schemas.ts'
import type { Tone } from '#web/ui/badge.tsx'

export type Channel = FormConsent['channel']

export const channelWords: Record<Channel, string> = {
  email: 'E-mail',
  phone: 'Phone calls',
  whatsapp: 'WhatsApp',
  text_message: 'Text messages',
  post: 'Post',
}
export const channels = ['email', 'phone', 'whatsapp', 'text_message', 'post'] as const satisfies Channel[]

/** To begin from; what stands on the form is kept word for word with each answer. */
export const suggestedConsent = (channel: Channel, seller: string): string =>
  ({
    email: `${seller} may send me news and offers by e-mail. I can stop this at any time.`,
    phone: `${seller} may call me about its products and offers. I can stop this at any time.`,
    whatsapp: `${seller} may write to me on WhatsApp about its products and offers. I can stop this at any time.`,
    text_message: `${seller} may send me text messages about its products and offers. I can stop this at any time.`,
    post: `${seller} may send me offers by post. I can stop this at any time.`,
  })[channel]

export const fieldWords: Record<string, string> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  uen: 'UEN',
  job_title: 'Job title',
  notes: 'Message',
}

export const statusWords: Record<LeadSubmission['status'], string> = {
  received: 'Waiting',
  processed: 'Became a lead',
  spam: 'Spam',
  failed: 'Failed',
}
export const statusTones: Record<LeadSubmission['status'], Tone> = {
  received: 'info',
  processed: 'ok',
  spam: 'warn',
  failed: 'bad',
}

export const spamWords: Record<LeadSubmission['spam_reasons'][number], string> = {
  honeypot: 'It filled in a field that people do not see.',
  too_fast: 'It was sent faster than anybody can type.',
  too_many: 'Too many came from the same place in a short time.',
  links: 'It holds many links.',
  marked: 'Somebody of your team marked it.',
}

/** As the form calls it, or as its field is called. */
export const wordOf = (field: string): string =>
  fieldWords[field] ?? field.replace(/^custom_fields\./, '').replaceAll('_', ' ')

const places = ['name', 'email', 'phone', 'company', 'uen', 'job_title', 'custom_fields', 'notes']

/** As people would read it: who, then what else, then the message. */
export function inOrder(fields: Record<string, string>): [string, string][] {
  const placeOf = (field: string) => {
    const place = places.indexOf(field)
    return place === -1 ? places.indexOf('custom_fields') : place
  }
  return Object.entries(fields).toSorted(([one], [other]) => placeOf(one) - placeOf(other))
}
