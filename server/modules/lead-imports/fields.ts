import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { fingerprint } from '#platform/crypto.ts'
import type { LeadImportFields, PlainField } from './schemas.ts'

/** Heads as other programs write them, compared without capitals and signs. */
const words: Record<PlainField, string[]> = {
  name: ['name', 'full name', 'contact name', 'contact person', 'contact', 'lead name', 'person', 'attention', 'attn'],
  first_name: ['first name', 'given name', 'forename', 'firstname'],
  last_name: ['last name', 'surname', 'family name', 'lastname'],
  email: ['email', 'e mail', 'email address', 'e mail address', 'mail', 'work email', 'contact email'],
  phone: [
    'phone',
    'phone number',
    'mobile',
    'mobile number',
    'mobile phone',
    'tel',
    'telephone',
    'contact no',
    'hp',
  ].concat(['contact number', 'handphone', 'hp no', 'tel no', 'mobile no', 'phone no', 'whatsapp', 'work phone']),
  company: [
    'company',
    'company name',
    'organisation',
    'organization',
    'account',
    'account name',
    'business',
    'employer',
  ],
  uen: ['uen', 'uen no', 'company uen', 'roc', 'acra no', 'registration no', 'company registration no', 'brn'],
  job_title: ['job title', 'title', 'position', 'role', 'designation', 'job'],
  source: ['source', 'lead source', 'channel', 'campaign', 'origin', 'how did you hear about us'],
  stage: ['stage', 'status', 'lead status', 'deal stage', 'pipeline stage', 'lead stage'],
  owner: ['owner', 'owner email', 'owner e mail', 'assigned to', 'assignee', 'salesperson', 'account manager'],
  next_follow_up: ['next follow up', 'follow up', 'follow up date', 'next follow up at', 'next follow up date'].concat([
    'followup',
    'next contact',
    'reminder',
  ]),
  value: [
    'value',
    'estimated value',
    'deal value',
    'amount',
    'deal amount',
    'expected revenue',
    'worth',
    'budget',
  ].concat(['estimated value sgd', 'value sgd', 'amount sgd']),
  tags: ['tags', 'tag', 'labels', 'label', 'groups'],
  notes: ['notes', 'note', 'comments', 'comment', 'remarks', 'description', 'message', 'enquiry'],
}

const plain = (head: string) =>
  head
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** What each column is as far as its head tells; no field is given twice. */
export function guessFields(
  heads: readonly string[],
  own: readonly Pick<LeadField, 'key' | 'label'>[],
): LeadImportFields {
  const taken = new Set<string>()
  return heads.map((head) => {
    const word = plain(head)
    const ownField = own.find(({ key, label }) => plain(label) === word || plain(key) === word)
    const known = Object.entries(words).find(([, list]) => list.includes(word))?.[0]
    const field = ownField ? `own:${ownField.key}` : known
    if (!field || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** Names a layout, so that what somebody said of its columns is remembered for the next file. */
export const fingerprintOf = (heads: readonly string[]): string => fingerprint(...heads.map(plain))
