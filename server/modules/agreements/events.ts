import { defineEvent } from '#modules/events/define-event.ts'
import type { Agreement } from './schemas.ts'

export const agreementMade = defineEvent<Agreement>('agreement.made')
export const agreementEnded = defineEvent<Agreement>('agreement.ended')
export const agreementReopened = defineEvent<Agreement>('agreement.reopened')
type Part = { id: string; title: string; customer_name: string; invoice_number: string; subtotal_cents: number }
export const agreementBilled = defineEvent<Part>('agreement.billed')
export const agreementReleased = defineEvent<Omit<Part, 'invoice_number'>>('agreement.released')
