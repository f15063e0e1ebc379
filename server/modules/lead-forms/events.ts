import { defineEvent } from '#modules/events/define-event.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import type { LeadForm } from './schemas.ts'
import type { LeadSubmission } from './submission-schemas.ts'

export const leadFormCreated = defineEvent<LeadForm>('lead_form.created')
export const leadFormUpdated = defineEvent<LeadForm>('lead_form.updated')
export const leadFormArchived = defineEvent<LeadForm>('lead_form.archived')
export const leadFormRestored = defineEvent<LeadForm>('lead_form.restored')
export const leadFormOpened = defineEvent<LeadForm>('lead_form.opened')
export const leadFormClosed = defineEvent<LeadForm>('lead_form.closed')

/** Somebody wrote through a form: a lead that is new, or one that was there. */
export const leadSubmitted = defineEvent<Lead>('lead.submitted')
/** What waits makes no event of its own, for a flood would drown the trail. */
export const leadSubmissionReleased = defineEvent<LeadSubmission>('lead_submission.released')
export const leadSubmissionMarkedSpam = defineEvent<LeadSubmission>('lead_submission.marked_spam')
export const leadSubmissionRetried = defineEvent<LeadSubmission>('lead_submission.retried')
