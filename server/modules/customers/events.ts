import { defineEvent } from '#modules/events/define-event.ts'
import type { Customer } from './schemas.ts'

export const customerCreated = defineEvent<Customer>('customer.created')
export const customerUpdated = defineEvent<Customer>('customer.updated')
export const customerArchived = defineEvent<Customer>('customer.archived')
export const customerRestored = defineEvent<Customer>('customer.restored')
