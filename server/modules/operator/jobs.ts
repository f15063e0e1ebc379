import { defineJob } from '#platform/jobs.ts'

/** When the time of an impersonation is over nobody comes in by it any more; this says so in both trails. */
export const closeImpersonation = defineJob<{ impersonation_id: string }>('close_impersonation', { priority: 'low' })
export const sweepFailures = defineJob<Record<string, never>>('sweep_server_failures', {
  priority: 'low',
  max_attempts: 3,
})

type AfterEvent = { organization_id: string; subject_id: string }
/** For a new organisation, when there is an operator with a plan to begin on. */
export const startTrialOfOrganization = defineJob<AfterEvent>('start_trial')
/** After something changed with the operator's subscriptions or plans: to everybody for whom it made a difference. */
export const pushEntitlementsToTenants = defineJob<AfterEvent>('push_entitlements')
/** Each night: what no event told, and mail before trials end. */
export const lookAfterTenants = defineJob<Record<string, never>>('look_after_tenants', { max_attempts: 3 })
