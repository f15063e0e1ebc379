import { defineEvent } from '#modules/events/define-event.ts'
import type { LeadActivity } from './schemas.ts'

export const leadActivityLogged = defineEvent<LeadActivity>('lead_activity.logged')
export const leadActivityUpdated = defineEvent<LeadActivity>('lead_activity.updated')
export const leadActivityArchived = defineEvent<LeadActivity>('lead_activity.archived')
export const leadActivityRestored = defineEvent<LeadActivity>('lead_activity.restored')
export const leadTaskCreated = defineEvent<LeadActivity>('lead_task.created')
export const leadTaskCompleted = defineEvent<LeadActivity>('lead_task.completed')
export const leadTaskReopened = defineEvent<LeadActivity>('lead_task.reopened')
