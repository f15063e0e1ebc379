import { defineEvent } from '#modules/events/define-event.ts'
import type { PayLink } from './schemas.ts'

export const invoiceSeen = defineEvent<{ id: string; number: string }>('invoice.seen')
/** Without the link itself: whoever reads the trail need not be able to open the page. */
export const payLinkReplaced = defineEvent<Omit<PayLink, 'url'>>('pay_link.replaced')
export const payLinkRevoked = defineEvent<Omit<PayLink, 'url'>>('pay_link.revoked')
