import { defineEvent } from '#modules/events/define-event.ts'
import type { Refund } from './refund-schemas.ts'
import type { Payment, PaymentSettings } from './schemas.ts'

export const paymentRecorded = defineEvent<Payment>('payment.recorded')
export const paymentAllocated = defineEvent<Payment>('payment.allocated')
export const paymentAllocationRemoved = defineEvent<Payment>('payment.allocation_removed')
export const paymentReversed = defineEvent<Payment>('payment.reversed')

export const refundRecorded = defineEvent<Refund>('refund.recorded')
export const refundSucceeded = defineEvent<Refund>('refund.succeeded')
export const refundFailed = defineEvent<Refund>('refund.failed')

export const paymentSettingsUpdated = defineEvent<PaymentSettings & { id: string }>('payment_settings.updated')
