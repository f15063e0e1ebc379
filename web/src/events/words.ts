import type { Event } from '#modules/events/schemas.ts'
import { formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'

/** Every event that can be filtered by, in the words of the feed. */
export const eventNames: Record<string, string> = {
  'invoice.issued': 'issued invoice',
  'invoice.voided': 'voided invoice',
  'invoice.paid': 'was paid in full: invoice',
  'payment.recorded': 'recorded a payment of',
  'payment.received': 'recorded a payment of',
  'invoice_draft.created': 'started a draft for',
  'invoice_draft.updated': 'edited the draft for',
  'invoice_draft.deleted': 'deleted the draft for',
  'customer.created': 'added customer',
  'customer.updated': 'edited customer',
  'customer.archived': 'archived customer',
  'customer.restored': 'restored customer',
  'organization.created': 'created the organisation',
  'organization.updated': 'changed the organisation',
}

/** For the filter: "Invoice issued". */
export const eventTitle = (name: string) =>
  sentence(name.replace('.', ' ').replaceAll('_', ' ').replace('organization', 'organisation'))

/** What was done, after the name of who did it; an event this version does not know still reads. */
export function verbOf(name: string): string {
  const known = eventNames[name]
  if (known) return known
  const [noun = '', verb = ''] = name.replaceAll('_', ' ').split('.')
  return `${verb} ${noun}`
}

/** What it was done to, from the event's own data. */
export function objectOf({ data, name }: Pick<Event, 'data' | 'name'>): string {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
  const cents = (key: string) => (typeof data[key] === 'number' ? formatMoney(data[key]) : '')
  if (name.startsWith('payment.')) return [cents('amount_cents'), text('customer_name')].filter(Boolean).join(' from ')
  if (name.startsWith('invoice.')) return text('number')
  if (name.startsWith('invoice_draft.')) return text('customer_name')
  return text('name')
}

/** A short remark after it: the amount, or why. */
export function remarkOf({ data, name }: Pick<Event, 'data' | 'name'>): string {
  if (name === 'invoice.voided' && typeof data.void_reason === 'string') return `“${data.void_reason}”`
  if (name.startsWith('invoice.') && typeof data.total_amount_cents === 'number')
    return formatMoney(data.total_amount_cents)
  return ''
}

const fields: Record<string, string> = {
  uen: 'UEN',
  gst_reg_no: 'GST number',
  is_gst_registered: 'GST registration',
  gst_registered_from: 'GST effective date',
  billing_email: 'billing e-mail',
  email: 'e-mail',
  peppol_id: 'Peppol ID',
  payment_terms_days: 'payment terms (days)',
}
export const fieldWord = (key: string) =>
  sentence(fields[key] ?? key.replace(/_(cents|at|date|id)$/, '').replaceAll('_', ' '))

/** One side of a change as a person would write it. */
export function valueWord(key: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return key.endsWith('_cents') ? formatMoney(value) : String(value)
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}T/.test(value)
      ? formatDateTime(value)
      : /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? formatDate(value)
        : value
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'line' : 'lines'}`
  return Object.values(value).filter(Boolean).join(', ')
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
