import { defineEvent } from '#modules/events/define-event.ts'
import type { InvoiceBatch } from './schemas.ts'

export const invoiceBatchStarted = defineEvent<InvoiceBatch>('invoice_batch.started')
export const invoiceBatchCompleted = defineEvent<InvoiceBatch>('invoice_batch.completed')
export const invoiceBatchCancelled = defineEvent<InvoiceBatch>('invoice_batch.cancelled')
