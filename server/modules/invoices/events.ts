import { defineEvent } from '#modules/events/define-event.ts'
import type { Draft, Invoice } from './schemas.ts'

export const draftCreated = defineEvent<Draft>('invoice_draft.created')
export const draftUpdated = defineEvent<Draft>('invoice_draft.updated')
export const draftDeleted = defineEvent<{ id: string; subscription_ids: string[] }>('invoice_draft.deleted')
export const invoiceIssued = defineEvent<Invoice>('invoice.issued')
export const invoiceVoided = defineEvent<Invoice>('invoice.voided')
export const invoiceWrittenOff = defineEvent<Invoice>('invoice.written_off')
export const invoiceReinstated = defineEvent<Invoice>('invoice.reinstated')

/** It was given to the mail; what became of that is the event of the mail. */
export type Sending = { id: string; number: string; customer_id: string; recipient: string; customer_mail_id: string }
export const invoiceSent = defineEvent<Sending>('invoice.sent')

/** It went another way than by our mail, as somebody said; or did not after all. */
export type Marking = { id: string; number: string; customer_id: string }
export const invoiceMarkedSent = defineEvent<Marking>('invoice.marked_sent')
export const invoiceUnmarkedSent = defineEvent<Marking>('invoice.unmarked_sent')

/** Money was set against the invoice or taken off it; `amount_due_cents` is what is left. */
export type Settlement = {
  id: string
  number: string
  payment_id: string
  amount_cents: number
  amount_due_cents: number
}
export const invoicePartPaid = defineEvent<Settlement>('invoice.part_paid')
export const invoicePaid = defineEvent<Settlement>('invoice.paid')
export const invoicePaymentRemoved = defineEvent<Settlement>('invoice.payment_removed')

/** A credit note was issued against the invoice. */
export type Crediting = Omit<Settlement, 'payment_id'> & { credit_note_id: string }
export const invoiceCredited = defineEvent<Crediting>('invoice.credited')
