import { defineEvent } from '#modules/events/define-event.ts'
import type { Organization } from './schemas.ts'

export const organizationCreated = defineEvent<Organization>('organization.created')
export const organizationUpdated = defineEvent<Organization>('organization.updated')
