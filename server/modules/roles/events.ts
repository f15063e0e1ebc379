import { defineEvent } from '#modules/events/define-event.ts'
import type { CustomRole } from './schemas.ts'

export const roleCreated = defineEvent<CustomRole>('role.created')
export const roleUpdated = defineEvent<CustomRole>('role.updated')
export const roleDeleted = defineEvent<CustomRole>('role.deleted')
