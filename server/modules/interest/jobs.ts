import { defineJob } from '#platform/jobs.ts'

/** Every hour, as midnight comes at another time to each organisation. */
export const chargeDueInterest = defineJob<Record<string, never>>('charge_due_interest', { max_attempts: 3 })

export const releaseInterestOfVoided = defineJob<{ organization_id: string; subject_id: string }>(
  'release_interest_of_voided',
)
