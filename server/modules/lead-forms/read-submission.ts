import { isDay } from '#modules/leads/check-lead.ts'
import { normalizePhone } from '#modules/leads/rules.ts'
import type { CustomFields, Utm } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { checkUen } from '#modules/organizations/rules.ts'
import type { LeadForm } from './schemas.ts'
import type { LeadSubmission } from './submission-schemas.ts'

/** What a submission holds, as it is kept. */
export type Payload = Pick<LeadSubmission, 'fields' | 'consents' | 'utm' | 'visited_pages' | 'page_url' | 'referrer'>

export type ReadDetails = {
  name: string | null
  email: string | null
  phone: string | null
  company: string | null
  uen: string | null
  job_title: string | null
  notes: string | null
  custom_fields: CustomFields
}

type Around = { form: Pick<LeadForm, 'fields'>; own: readonly LeadField[]; year: number }

const lineMax = 200
const textMax = 10_000
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)

/** Details of a lead. Nothing is refused any more: what does not fit its field is kept with the message. */
export function readSubmission({ fields }: Payload, { form, own, year }: Around): ReadDetails {
  const misfits: string[] = []
  const asked = new Map(form.fields.map(({ field, label }) => [field, label]))
  const valueOf = (field: string) => (asked.has(field) ? fields[field]?.trim() : undefined) || null
  const fitting = (field: string, fit: (text: string) => string | null): string | null => {
    const text = valueOf(field)
    const value = text && fit(text)
    if (text && !value) misfits.push(`${asked.get(field)}: ${text}`)
    return value
  }
  const line = (field: string) => fitting(field, (text) => (text.length > lineMax ? null : oneLine(text)))
  const read = {
    name: line('name'),
    email: fitting('email', (text) => (isEmail(text) ? text : null)),
    phone: fitting('phone', normalizePhone),
    company: line('company'),
    uen: fitting('uen', (text) => {
      const checked = checkUen(text, year)
      return 'refusal' in checked ? null : checked.value
    }),
    job_title: line('job_title'),
    custom_fields: {} as CustomFields,
  }
  for (const field of own) {
    const name = `custom_fields.${field.key}`
    const text = valueOf(name)
    if (!text) continue
    const checked = ownValue(field, text)
    if ('mistake' in checked) misfits.push(`${asked.get(name)}: ${text}`)
    else read.custom_fields[field.key] = checked.value
  }
  const notes = [valueOf('notes'), ...misfits].filter(Boolean).join('\n').slice(0, textMax) || null
  return { ...read, notes }
}

const oneLine = (text: string): string | null => text.replace(/[\p{Cc}\s]+/gu, ' ').trim() || null

/** What somebody typed into a field of the organisation's own, as it is kept; or what is wrong with it. */
export function ownValue(
  { kind, choices }: Pick<LeadField, 'kind' | 'choices'>,
  text: string,
): { value: string | number | boolean } | { mistake: string } {
  if (kind === 'number') {
    const value = Number(text.replaceAll(/[ ,]/g, ''))
    return Number.isFinite(value) ? { value } : { mistake: 'Write a number.' }
  }
  if (kind === 'yes_no') {
    if (/^(yes|true|on|1)$/i.test(text)) return { value: true }
    return /^(no|false|off|0)$/i.test(text) ? { value: false } : { mistake: 'Answer yes or no.' }
  }
  if (kind === 'date') return isDay(text) ? { value: text } : { mistake: 'Write the day like 2026-11-30.' }
  if (kind === 'choice') {
    const choice = choices.find((each) => each.toLowerCase() === text.toLowerCase())
    return choice ? { value: choice } : { mistake: `Choose one of: ${choices.join(', ')}.` }
  }
  return text.length > 2000 ? { mistake: 'This is too long.' } : { value: text }
}

/** What the visitor wrote, field by field, as somebody of the team reads it. */
export function messageOf({ fields }: Payload, form: Pick<LeadForm, 'fields'>): string {
  const labels = new Map(form.fields.map(({ field, label }) => [field, label]))
  const order = form.fields.map(({ field }) => field)
  const placeOf = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length)
  return Object.entries(fields)
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([field, text]) => {
      const label = labels.get(field) ?? field
      return `${label}${/[?:!]$/.test(label) ? '' : ':'} ${text}`
    })
    .join('\n')
    .slice(0, textMax)
}

const marks = ['source', 'medium', 'campaign', 'term', 'content'] as const

/** What of it a lead can hold; the rest is left out, for a strange address must not cost a submission. */
export function utmOf(value: unknown, clean: (text: string) => string): Utm {
  const { first, last } = asObject(value)
  const utm: Utm = {}
  if (first) utm.first = touchOf(first, clean)
  if (last) utm.last = touchOf(last, clean)
  return utm
}

function touchOf(value: unknown, clean: (text: string) => string) {
  const touch = asObject(value)
  const text = (key: string, most: number) => {
    const given = touch[key]
    return (typeof given === 'string' && oneLine(clean(given.slice(0, most)))) || undefined
  }
  const [referrer, landing_page, at] = [text('referrer', 1000), text('landing_page', 1000), text('at', 40)]
  return {
    ...Object.fromEntries(marks.map((mark) => [mark, text(mark, lineMax)]).filter(([, value]) => value)),
    ...(referrer && { referrer }),
    ...(landing_page && { landing_page }),
    ...(at && isInstant(at) && { at: Temporal.Instant.from(at).toString() }),
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

function isInstant(text: string): boolean {
  try {
    return Math.abs(Temporal.Instant.from(text).epochMilliseconds) < 4e12
  } catch {
    return false
  }
}
