import { defineEvent } from '#modules/events/define-event.ts'
import type { Quotation } from './schemas.ts'

/** Without the link: whoever reads events may not answer for the recipient. */
export type QuotationData = Omit<Quotation, 'public_url'>

export const quotationCreated = defineEvent<QuotationData>('quotation.created')
export const quotationUpdated = defineEvent<QuotationData>('quotation.updated')
export const quotationDeleted = defineEvent<{ id: string }>('quotation.deleted')
export const quotationSent = defineEvent<QuotationData>('quotation.sent')
/** Its page was looked at for the first time. */
export const quotationSeen = defineEvent<{ id: string; number: string }>('quotation.seen')
export const quotationAccepted = defineEvent<QuotationData>('quotation.accepted')
export const quotationDeclined = defineEvent<QuotationData>('quotation.declined')
export const quotationWithdrawn = defineEvent<QuotationData>('quotation.withdrawn')
/** An answer or a withdrawal was taken back. */
export const quotationReopened = defineEvent<QuotationData>('quotation.reopened')
/** An invoice draft was made of it. */
export const quotationInvoiced = defineEvent<QuotationData>('quotation.invoiced')
