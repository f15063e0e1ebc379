import { defineJob } from '#platform/jobs.ts'

/** When the time of an impersonation is over nobody comes in by it any more; this says so in both trails. */
export const closeImpersonation = defineJob<{ impersonation_id: string }>('close_impersonation', { priority: 'low' })
export const sweepFailures = defineJob<Record<string, never>>('sweep_server_failures', {
  priority: 'low',
  max_attempts: 3,
})
