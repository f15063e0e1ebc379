import { defineEvent } from '#modules/events/define-event.ts'
import type { Payment } from './schemas.ts'

export const paymentRecorded = defineEvent<Payment>('payment.recorded')
