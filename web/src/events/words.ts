import { cardWords } from '#web/events/card-words.ts'
import type { Event } from '#modules/events/schemas.ts'
import { formatDate, formatDateTime, formatMoney } from '#web/api/format.ts'
import { bookEvents } from '#web/events/words-books.ts'

/** Every event that can be filtered by, with what is said after the name of who did it. */
export const eventNames: Record<string, string> = {
  ...bookEvents,
  'invoice.issued': 'issued',
  'invoice.voided': 'voided',
  'invoice.sent': 'mailed',
  'customer_mail.sent': 'delivered',
  'customer_mail.failed': 'could not deliver',
  'dunning.reminder_sent': 'reminded',
  'dunning.reminder_cancelled': 'held back a reminder that was no longer true',
  'dunning.paused': 'paused the reminders of',
  'dunning.resumed': 'resumed the reminders of',
  'dunning_settings.updated': 'changed the reminders',
  'payment_promise.recorded': 'noted a promise to pay',
  'payment_promise.withdrawn': 'withdrew a promise to pay',
  'dispute.opened': 'noted a dispute over',
  'dispute.resolved': 'resolved the dispute over',
  'statement.sent': 'mailed a statement to',
  'portal_settings.updated': 'changed the customer portal',
  'portal_link.sent': 'mailed a portal link to',
  'portal_session.started': 'opened the customer portal',
  'portal_session.ended': 'left the customer portal',
  'portal_sessions.ended': 'ended the portal sessions of',
  'invoice.paid': 'was paid in full',
  'invoice.part_paid': 'was paid in part',
  'invoice.seen': 'opened the pay page of',
  'pay_link.replaced': 'replaced the pay link of',
  'pay_link.revoked': 'revoked the pay link of',
  'invoice.payment_removed': 'is due again, a payment was taken off:',
  'invoice.credited': 'was credited',
  'invoice.written_off': 'wrote off',
  'invoice.reinstated': 'took back the write-off of',
  'credit_note.issued': 'issued',
  'payment.recorded': 'recorded a payment of',
  'payment.allocated': 'set against invoices the payment of',
  'payment.allocation_removed': 'took off an invoice the payment of',
  'payment.reversed': 'took back the payment of',
  'refund.recorded': 'recorded a refund of',
  'refund.succeeded': 'completed a refund of',
  'refund.failed': 'could not complete the refund of',
  'payment_settings.updated': 'changed the payment settings',
  'invoice_draft.created': 'started a draft for',
  'invoice_draft.updated': 'edited the draft for',
  'invoice_draft.deleted': 'deleted the draft for',
  'recurring_invoice.created': 'set up a recurring invoice for',
  'recurring_invoice.updated': 'edited the recurring invoice for',
  'recurring_invoice.paused': 'paused the recurring invoice for',
  'recurring_invoice.resumed': 'resumed the recurring invoice for',
  'recurring_invoice.ended': 'ended the recurring invoice for',
  'recurring_invoice.held': 'could not make the recurring invoice for',
  'subscription.created': 'subscribed',
  'subscription.activated': 'turned the trial into a paid subscription of',
  'subscription.changed': 'changed the subscription of',
  'subscription.change_scheduled': 'planned a change of the subscription of',
  'subscription.cancellation_scheduled': 'cancelled to the end of its period the subscription of',
  'subscription.canceled': 'ended the subscription of',
  'subscription.paused': 'paused the subscription of',
  'subscription.resumed': 'resumed the subscription of',
  'subscription.past_due': 'found past due the subscription of',
  'subscription.unpaid': 'stopped the renewals of',
  'subscription.recovered': 'saw paid again the subscription of',
  'subscription.add_on_added': 'added an add-on to the subscription of',
  'subscription.add_on_removed': 'removed an add-on from the subscription of',
  'subscription.period_waived': 'left unbilled a period of the subscription of',
  'subscription.renewal_notice_sent': 'told of the end of their term the customer of',
  'subscription_charge.added': 'put on a next invoice',
  'subscription_charge.removed': 'took off a next invoice',
  'renewal_run.started': 'started a renewal run',
  'renewal_run.completed': 'completed a renewal run',
  'renewal_run.failed': 'could not complete a renewal run',
  'billing_rules.updated': 'changed the billing rules',
  'price.subscribers_moved': 'moved the subscribers of a price',
  'customer.created': 'added customer',
  'customer.updated': 'edited customer',
  'customer.archived': 'archived customer',
  'customer.restored': 'restored customer',
  'plan.created': 'added plan',
  'plan.updated': 'edited plan',
  'plan.moved': 'moved plan',
  'plan.archived': 'archived plan',
  'plan.restored': 'restored plan',
  'price.created': 'added a price for',
  'price.replaced': 'replaced a price of',
  'price.retired': 'ended the sale of a price of',
  'price.restored': 'resumed the sale of a price of',
  'coupon.created': 'added coupon',
  'coupon.updated': 'edited coupon',
  'coupon.archived': 'archived coupon',
  'coupon.restored': 'restored coupon',
  'coupon.redeemed': 'redeemed coupon',
  'bank_account.created': 'added bank account',
  'bank_account.updated': 'changed bank account',
  'bank_account.archived': 'archived bank account',
  'bank_account.restored': 'restored bank account',
  'bank_account.columns_remembered': 'chose the columns of a bank file',
  'bank_import.started': 'imported a bank statement:',
  'bank_import.completed': 'read and matched a bank statement:',
  'bank_import.failed': 'could not read a bank statement:',
  'bank_matching.started': 'asked to match what is open with the bank',
  'bank_matching.completed': 'matched what was open with the bank',
  'bank_transaction.matched': 'matched money of the bank:',
  'bank_transaction.match_undone': 'undid a match of money of the bank:',
  'bank_transaction.ignored': 'set money of the bank aside:',
  'bank_transaction.held': 'put money of the bank on hold:',
  'bank_transaction.reopened': 'took money of the bank up again:',
  'meter.created': 'added meter',
  'meter.updated': 'edited meter',
  'meter.archived': 'archived meter',
  'meter.restored': 'restored meter',
  'usage.ingested': 'sent usage events',
  'usage.exported': 'exported usage events',
  'organization.created': 'created the organisation',
  'organization.updated': 'changed the organisation',
  'organization.plan_chosen': 'chose the plan',
  'organization.clock_advanced': 'moved the clock of the organisation',
  'organization.clock_arrived': 'took the clock to where it was sent',
  'entitlements.set': 'set what the plan allows:',
  'member.joined': 'joined as',
  'member.updated': 'changed the role of',
  'member.removed': 'removed from the team',
  'member.left': 'left the organisation',
  'invitation.created': 'invited',
  'invitation.resent': 'sent a new invitation to',
  'invitation.revoked': 'revoked the invitation of',
  'invitation.accepted': 'accepted the invitation sent to',
  'role.created': 'made the role',
  'role.updated': 'changed the role',
  'role.deleted': 'deleted the role',
  'ownership.offered': 'offered the ownership to',
  'ownership.accepted': 'took over the ownership from',
  'ownership.declined': 'declined the ownership from',
  'ownership.withdrawn': 'withdrew the offer of ownership to',
  'api_key.created': 'made the API key',
  'api_key.updated': 'changed the API key',
  'api_key.rotated': 'rotated the API key',
  'api_key.revoked': 'revoked the API key',
  'support.granted': 'let the operator in',
  'support.revoked': 'showed the operator out',
  'impersonation.started': 'came in for',
  'impersonation.ended': 'ended the visit of',
  'organization.disabled': 'disabled',
  'organization.enabled': 'enabled',
  'user.disabled': 'disabled the account of',
  'user.enabled': 'enabled the account of',
  'user.password_reset_started': 'had a password reset mailed to',
  'uen_claim.resolved': 'decided the claim for UEN',
  'job.retried': 'retried a job',
  'job.removed': 'removed a job',
  ...cardWords,
  'access.refused': 'was refused what they may not do',
  'events.verified': 'verified the audit trail',
  'events.exported': 'exported the audit trail',
}

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
  if (name.startsWith('subscription.')) return joined(' to ', text(data.customer_name), text(read(data.plan, 'name')))
  if (name.startsWith('subscription_charge.')) return text(data.description)
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
