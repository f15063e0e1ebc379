import { defineEvent } from '#modules/events/define-event.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadDuplicate } from './schemas.ts'

/** Of the lead that stays, and of each that went into it: that one has `merged_into_id`. */
export const leadMerged = defineEvent<Lead>('lead.merged')
export const leadUnmerged = defineEvent<Lead>('lead.unmerged')

export const leadDuplicatesFound = defineEvent<{ id: string; pair_count: number }>('lead_duplicates.found')
export const leadDuplicateDismissed = defineEvent<LeadDuplicate>('lead_duplicate.dismissed')
export const leadDuplicateReopened = defineEvent<LeadDuplicate>('lead_duplicate.reopened')
