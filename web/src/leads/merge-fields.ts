import type { LeadMerge, MergeField } from '#modules/lead-duplicates/schemas.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { formatDateTime, formatMoney, formatPhone } from '#web/api/format.ts'

/** A field of a lead, or one of the organisation's own. */
export type ComparedField = MergeField | OwnField
type OwnField = `custom_fields.${string}`
export type Choices = { [field in ComparedField]?: string }
const isOwn = (field: ComparedField): field is OwnField => field.startsWith('custom_fields.')
const keyOf = (field: OwnField): string => field.slice('custom_fields.'.length)

const fieldLabels: Record<MergeField, string> = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  uen: 'UEN',
  job_title: 'Job title',
  source: 'Source',
  stage_id: 'Stage',
  owner_user_id: 'Looked after by',
  next_follow_up_at: 'Next follow-up',
  estimated_value_cents: 'Worth',
  notes: 'Notes',
}
const mergeFields = Object.keys(fieldLabels) as MergeField[]

/** All that can be chosen between, with its label, in the order of the page. */
export function comparedFields(own: readonly LeadField[]): Map<ComparedField, string> {
  return new Map<ComparedField, string>([
    ...mergeFields.map((field) => [field, fieldLabels[field]] as const),
    ...own.map(({ key, label }) => [`custom_fields.${key}`, label] as const),
  ])
}

/** How a value reads; names stand in for ids. */
export function wordsOf(lead: Lead, field: ComparedField, names: ReadonlyMap<string, string>): string {
  const value = valueOf(lead, field)
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (field === 'estimated_value_cents') return formatMoney(Number(value))
  if (field === 'next_follow_up_at') return formatDateTime(String(value))
  if (field === 'phone') return formatPhone(String(value))
  if (field === 'stage_id' || field === 'owner_user_id') return names.get(String(value)) ?? '…'
  return String(value)
}

type Value = string | number | boolean | null

const valueOf = (lead: Lead, field: ComparedField): Value =>
  isOwn(field) ? (lead.custom_fields[keyOf(field)] ?? null) : lead[field]

/** Who stays: the customer of the two, else the one that came first. Ids rise; times as text do not always. */
export function survivorOf(one: Lead, other: Lead): Lead {
  if (one.status === 'converted' || other.status === 'converted') return one.status === 'converted' ? one : other
  return one.id <= other.id ? one : other
}

/** Whose value stays, where nobody has chosen: the survivor's, or the only one there is. */
export function startingChoices(survivor: Lead, other: Lead): Choices {
  const own = Object.keys({ ...survivor.custom_fields, ...other.custom_fields }).map(
    (key): OwnField => `custom_fields.${key}`,
  )
  return Object.fromEntries(
    [...mergeFields, ...own]
      .filter((field) => field !== 'notes' || !survivor.notes || !other.notes)
      .map((field) => [
        field,
        valueOf(survivor, field) === null && valueOf(other, field) !== null ? other.id : survivor.id,
      ]),
  )
}

export function mergeOf(other: Lead, choices: Choices): LeadMerge {
  const chosen = Object.entries(choices) as [ComparedField, string][]
  const own = chosen.flatMap(([field, id]) => (isOwn(field) ? [[keyOf(field), id] as const] : []))
  return {
    lead_ids: [other.id],
    fields: Object.fromEntries(chosen.filter(([field]) => !isOwn(field))),
    ...(own.length > 0 && { custom_fields: Object.fromEntries(own) }),
  }
}
