import { defineEvent } from '#modules/events/define-event.ts'
import type { RecurringInvoice } from './schemas.ts'

export const recurringInvoiceCreated = defineEvent<RecurringInvoice>('recurring_invoice.created')
export const recurringInvoiceUpdated = defineEvent<RecurringInvoice>('recurring_invoice.updated')
export const recurringInvoicePaused = defineEvent<RecurringInvoice>('recurring_invoice.paused')
export const recurringInvoiceResumed = defineEvent<RecurringInvoice & { skipped_dates: string[] }>(
  'recurring_invoice.resumed',
)
export const recurringInvoiceEnded = defineEvent<RecurringInvoice>('recurring_invoice.ended')
/** Its date has come and something is in the way; once for each reason, not once for each try. */
export const recurringInvoiceHeld = defineEvent<RecurringInvoice>('recurring_invoice.held')
