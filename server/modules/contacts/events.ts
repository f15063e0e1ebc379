import { defineEvent } from '#modules/events/define-event.ts'
import type { Contact } from './schemas.ts'

export const contactCreated = defineEvent<Contact>('contact.created')
export const contactUpdated = defineEvent<Contact>('contact.updated')
export const contactArchived = defineEvent<Contact>('contact.archived')
export const contactRestored = defineEvent<Contact>('contact.restored')
