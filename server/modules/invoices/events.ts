import { defineEvent } from '#modules/events/define-event.ts'
import type { Draft, Invoice } from './schemas.ts'

export const draftCreated = defineEvent<Draft>('invoice_draft.created')
export const draftUpdated = defineEvent<Draft>('invoice_draft.updated')
export const draftDeleted = defineEvent<{ id: string }>('invoice_draft.deleted')
export const invoiceIssued = defineEvent<Invoice>('invoice.issued')
export const invoiceVoided = defineEvent<Invoice>('invoice.voided')

/** Money was set against the invoice; `amount_due_cents` is what is left. */
export type Settlement = {
  id: string
  number: string
  payment_id: string
  amount_cents: number
  amount_due_cents: number
}
export const invoicePartPaid = defineEvent<Settlement>('invoice.part_paid')
export const invoicePaid = defineEvent<Settlement>('invoice.paid')
