import { defineJob } from '#platform/jobs.ts'

/** After leads came or changed who they are; one for all that did meanwhile. */
export const findLeadDuplicates = defineJob<{ organization_id: string; subject_id: string }>('find_lead_duplicates', {
  priority: 'low',
})
