import type { Event } from '#modules/events/schemas.ts'
import { formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { eventNames } from '#web/events/event-names.ts'

/** For the filter: "Invoice issued". */
export const eventTitle = (name: string) =>
  sentence(name.replace('.', ' ').replaceAll('_', ' ').replace('organization', 'organisation'))

/** For the filter: what happens to things of a kind. */
export const nounTitle = (noun: string) => sentence(noun.replaceAll('_', ' ').replace('organization', 'organisation'))

type Told = Pick<Event, 'name' | 'data' | 'actor_name' | 'actor_kind'> & Partial<Pick<Event, 'on_behalf_of_name'>>

/** One event as a sentence in three parts and a remark; an event this version does not know still reads. */
export function tell(event: Told): { who: string; did: string; what: string; remark: string } {
  const { name, data } = event
  const did = eventNames[name] ?? name.replaceAll('_', ' ').split('.').toReversed().join(' ')
  const actor = event.actor_name ?? (event.actor_kind === 'api_key' ? 'An API key' : 'NexusCore')
  const who =
    event.actor_kind === 'customer' ? `${actor} (customer)` : joined(' for ', actor, event.on_behalf_of_name ?? '')
  if (/^invoice\.(paid|part_paid|payment_removed|credited)$/.test(name))
    return { who: text(data.number), did, what: '', remark: paidRemark(data) }
  return { who, did, what: objectOf(event), remark: remarkOf(event) }
}

function objectOf({ data, name }: Told): string {
  if (name.startsWith('invoice_batch.'))
    return `${text(data.action).replace('mark_sent', 'mark as sent').replace('send', 'mail')} ${String(data.item_count)} documents`
  if (name.startsWith('document_archive.')) return `${String(data.document_count)} documents`
  if (name.startsWith('bank_transaction.')) return joined(' from ', money(data.amount_cents), text(data.customer_name))
  if (name.startsWith('bank_import.')) return text(data.file_name)
  if (/^(online_payment|card_dispute)\./.test(name))
    return joined(' for ', money(data.amount_cents), text(data.invoice_number))
  if (name.startsWith('saved_card.')) return joined(' ', text(data.brand), text(data.last4))
  if (name.startsWith('payment.')) return joined(' from ', money(data.amount_cents), text(data.customer_name))
  if (name === 'invoice.sent') return joined(' to ', text(data.number), text(data.recipient))
  if (name.startsWith('customer_mail.')) return joined(' to ', text(data.subject), text(data.recipient))
  if (name === 'dunning.reminder_sent') return joined(' of ', text(data.customer_name), money(data.amount_cents))
  if (/^(payment_promise|dispute|card_collection)\./.test(name)) return text(data.number)
  if (name.startsWith('refund.')) return joined(' to ', money(data.amount_cents), text(data.customer_name))
  if (name.startsWith('credit_note.')) return joined(' on ', text(data.number), text(data.invoice_number))
  if (name.startsWith('invoice.')) return joined(' to ', text(data.number), text(read(data.buyer, 'name')))
  if (name.startsWith('subscription.')) return joined(' on ', text(data.customer_name), text(read(data.plan, 'name')))
  if (name.startsWith('subscription_charge.')) return text(data.description)
  if (name === 'accounting.exported') return data.system === 'xero' ? 'Xero' : 'QuickBooks'
  if (name.startsWith('agreement.')) return joined(' for ', text(data.title), text(data.customer_name))
  if (name.startsWith('interest.')) return joined(', ', text(data.number), money(data.amount_cents))
  if (/^(billing_rules|payment_settings|accounting_settings|interest_settings|price|renewal_run)\./.test(name))
    return ''
  if (/^(invoice_draft|recurring_invoice)\./.test(name)) return text(data.customer_name)
  if (name.startsWith('pay_link.')) return text(data.number)
  if (name === 'portal_link.sent') return joined(' at ', text(data.name), text(data.recipient))
  if (/^portal_(settings|session)\./.test(name)) return ''
  if (name === 'price.subscribers_moved')
    return typeof data.moved_count === 'number' ? `${data.moved_count} in all` : ''
  if (/^(price|entitlements)\.|plan_chosen$/.test(name)) return text(data.plan_name)
  if (name.startsWith('coupon.')) return text(data.code)
  if (name.startsWith('invitation.')) return joined(' as ', text(data.email), roleWord(data))
  if (name.startsWith('ownership.')) return text(/accepted|declined/.test(name) ? data.from_name : data.to_name)
  if (
    name === 'access.refused' ||
    /^(events|support|job|stripe|stripe_event|card_setup|billing_rules|renewal_run)\./.test(name)
  )
    return ''
  if (name === 'impersonation.started') return text(data.user_name)
  if (name === 'impersonation.ended') return text(data.operator_name)
  if (name === 'uen_claim.resolved') return text(data.uen)
  if (name === 'member.joined') return roleWord(data)
  if (name === 'member.updated') return joined(' to ', text(data.name), roleWord(data))
  return name === 'member.left' ? '' : text(data.name)
}

function remarkOf({ data, name }: Told): string {
  if (name === 'events.verified') return data.is_intact === true ? 'intact' : 'found it broken'
  if (name === 'events.exported') return text(data.format).toUpperCase()
  if (name === 'portal_link.sent') return data.is_requested === true ? 'as they asked' : ''
  if (name === 'portal_session.started') return text(data.device)
  if (name === 'usage.ingested') return `${String(data.accepted_count)} new`
  if (name === 'access.refused') return text(data.route)
  if (name === 'uen_claim.resolved') return data.is_upheld === true ? 'upheld' : 'refused'
  if (/^(support|impersonation|organization|user)\./.test(name) && text(data.reason)) return `“${text(data.reason)}”`
  if (name === 'recurring_invoice.held') return text(data.held_detail)
  if (name === 'recurring_invoice.resumed' && Array.isArray(data.skipped_dates) && data.skipped_dates.length > 0)
    return `skipped ${data.skipped_dates.map((date) => formatDate(text(date))).join(', ')}`
  if (name === 'invoice.voided' && text(data.void_reason)) return `“${text(data.void_reason)}”`
  if (name === 'credit_note.issued') return money(data.total_amount_cents)
  if (name === 'payment.reversed') return `“${text(data.reverse_reason)}”`
  if (name === 'refund.failed') return text(data.failure)
  if (name.startsWith('refund.')) return `“${text(data.reason)}”`
  if (name === 'invoice.written_off')
    return joined(' ', money(data.amount_written_off_cents), `“${text(data.write_off_reason)}”`)
  if (name === 'renewal_run.completed') return joined(', ', madeWords(data), money(data.amount_cents))
  if (name === 'online_payment.failed') return text(data.failure)
  if (name === 'renewal_run.failed') return text(data.failure)
  if (name === 'subscription.cancellation_scheduled' || name === 'subscription.canceled')
    return text(data.cancel_reason) && `“${text(data.cancel_reason)}”`
  if (name.startsWith('subscription_charge.')) return money(data.amount_cents)
  if (name.startsWith('payment.')) return text(data.method).replaceAll('_', ' ').replace('paynow', 'PayNow')
  return name.startsWith('invoice') ? money(data.total_amount_cents) : ''
}

/** A run makes invoices, or drafts of them. */
function madeWords({ issued_count, drafted_count }: Told['data']): string {
  return typeof drafted_count === 'number' && drafted_count > 0
    ? `${drafted_count} drafts`
    : `${String(issued_count)} invoices`
}

function paidRemark(data: Told['data']): string {
  const due = data.amount_due_cents === 0 ? '' : money(data.amount_due_cents)
  return joined(', ', money(data.amount_cents), due && `${due} still due`)
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
function roleWord({ role, role_name }: Told['data']): string {
  if (role === 'custom') return `“${text(role_name)}”`
  return role === 'dpo' ? 'data protection officer' : text(role)
}
const money = (value: unknown) => (typeof value === 'number' ? formatMoney(value) : '')
const joined = (between: string, ...parts: string[]) => parts.filter(Boolean).join(between)
const read = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined

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
  if (key === 'permissions' && Array.isArray(value)) return value.join(', ')
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'line' : 'lines'}`
  return Object.values(value).filter(Boolean).join(', ')
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
