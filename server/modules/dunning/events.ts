import { defineEvent } from '#modules/events/define-event.ts'
import type { Dispute, DunningNotice, DunningSettings, NewPause, PaymentPromise } from './schemas.ts'

export const dunningSettingsUpdated = defineEvent<DunningSettings & { id: string }>('dunning_settings.updated')

export type Reminder = Omit<DunningNotice, 'status' | 'failure'> & { customer_name: string }
export const dunningReminderSent = defineEvent<Reminder>('dunning.reminder_sent')
export const dunningReminderCancelled = defineEvent<{ id: string; customer_id: string }>('dunning.reminder_cancelled')

/** The subject is the customer. */
export const dunningPaused = defineEvent<NewPause & { id: string; name: string }>('dunning.paused')
export const dunningResumed = defineEvent<{ id: string; name: string }>('dunning.resumed')

type OfInvoice = { number: string; customer_id: string }
export const promiseRecorded = defineEvent<PaymentPromise & OfInvoice>('payment_promise.recorded')
export const promiseWithdrawn = defineEvent<PaymentPromise & OfInvoice>('payment_promise.withdrawn')
export const disputeOpened = defineEvent<Dispute & OfInvoice>('dispute.opened')
export const disputeResolved = defineEvent<Dispute & OfInvoice>('dispute.resolved')
