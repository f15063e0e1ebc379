import { defineJob } from '#platform/jobs.ts'

type OfOrganization = { organization_id: string }

/** After something came through a form. */
export const processLeadSubmissions = defineJob<OfOrganization>('process_lead_submissions', { priority: 'high' })
/** After it became leads: one mail to each who wants to know, however much came. */
export const tellOfSubmissions = defineJob<OfOrganization>('tell_of_submissions', { priority: 'high' })
/** Each night, of all organisations: spam that nobody released. */
export const sweepLeadSubmissions = defineJob<Record<string, never>>('sweep_lead_submissions', { priority: 'low' })
