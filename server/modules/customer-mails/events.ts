import { defineEvent } from '#modules/events/define-event.ts'
import type { CustomerMail } from './schemas.ts'

export const customerMailSent = defineEvent<CustomerMail>('customer_mail.sent')
export const customerMailFailed = defineEvent<CustomerMail>('customer_mail.failed')
