import type { Lead, LeadChanges } from '#modules/leads/schemas.ts'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { formatPhone } from '#web/api/format.ts'

/** The form's fields, named as the API names them. What is of one's own is text until it is sent. */
export type LeadFields = {
  name: string
  email: string
  phone: string
  company: string
  uen: string
  job_title: string
  source: string
  estimated_value_cents: number | null
  tags: string
  notes: string
  custom_fields: Record<string, string>
}

export const blankLead: LeadFields = {
  name: '',
  email: '',
  phone: '',
  company: '',
  uen: '',
  job_title: '',
  source: '',
  estimated_value_cents: null,
  tags: '',
  notes: '',
  custom_fields: {},
}

export function toFields(lead: Lead, own: LeadField[]): LeadFields {
  return {
    name: lead.name,
    email: lead.email ?? '',
    phone: lead.phone ? formatPhone(lead.phone) : '',
    company: lead.company ?? '',
    uen: lead.uen ?? '',
    job_title: lead.job_title ?? '',
    source: lead.source,
    estimated_value_cents: lead.estimated_value_cents,
    tags: lead.tags.join(', '),
    notes: lead.notes ?? '',
    custom_fields: Object.fromEntries(own.map(({ key }) => [key, textOf(lead.custom_fields[key])])),
  }
}

export function toInput(fields: LeadFields, own: LeadField[]): LeadChanges & { name: string } {
  const source = fields.source.trim()
  return {
    name: fields.name.trim(),
    email: given(fields.email),
    phone: given(fields.phone),
    company: given(fields.company),
    uen: given(fields.uen),
    job_title: given(fields.job_title),
    ...(source && { source }),
    estimated_value_cents: fields.estimated_value_cents,
    tags: readTags(fields.tags),
    notes: given(fields.notes),
    ...(own.length > 0 && {
      custom_fields: Object.fromEntries(
        own.map((field) => [field.key, valueOf(field, fields.custom_fields[field.key])]),
      ),
    }),
  }
}

/** "Hot, trade show" as two tags, none twice. */
export const readTags = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

const given = (text: string) => text.trim() || null

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function valueOf({ kind }: LeadField, text = ''): string | number | boolean | null {
  if (text.trim() === '') return null
  if (kind === 'yes_no') return text === 'yes'
  // What is no number is sent as it is: the server says so, on its field.
  if (kind === 'number') return Number.isNaN(Number(text)) ? text : Number(text)
  return text.trim()
}
