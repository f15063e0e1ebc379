import { defineJob } from '#platform/jobs.ts'

/** After the score rules changed; one for all that changed meanwhile. */
export const rescoreLeads = defineJob<{ organization_id: string; subject_id: string }>('rescore_leads', {
  priority: 'low',
})

/** Each night, in all organisations. */
export const sweepLeadBulkEdits = defineJob<Record<string, never>>('sweep_lead_bulk_edits', { priority: 'low' })
