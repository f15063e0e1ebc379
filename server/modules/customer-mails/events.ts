import { defineEvent } from '#modules/events/define-event.ts'
import type { CustomerMail } from './schemas.ts'

export const customerMailSent = defineEvent<CustomerMail>('customer_mail.sent')
export const customerMailFailed = defineEvent<CustomerMail>('customer_mail.failed')
export const customerMailDelivered = defineEvent<CustomerMail>('customer_mail.delivered')
export const customerMailOpened = defineEvent<CustomerMail>('customer_mail.opened')
export const customerMailBounced = defineEvent<CustomerMail>('customer_mail.bounced')
export const customerMailComplained = defineEvent<CustomerMail>('customer_mail.complained')
