import { defineJob } from '#platform/jobs.ts'

/** After a subscription ended: credit that no invoice will use any more goes back as credit notes. */
export const creditLeftover = defineJob<{ organization_id: string; subject_id: string }>('credit_leftover')
