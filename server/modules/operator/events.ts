import { defineEvent } from '#modules/events/define-event.ts'
import type { Impersonation, SupportAccess, UenClaim } from './schemas.ts'

export const supportGranted = defineEvent<SupportAccess>('support.granted')
export const supportRevoked = defineEvent<SupportAccess>('support.revoked')

/** In the trails of both, the organisation and the operator's. */
type Visit = Impersonation & { organization_id: string; organization_name: string }
export const impersonationStarted = defineEvent<Visit>('impersonation.started')
export const impersonationEnded = defineEvent<Visit>('impersonation.ended')

export const uenClaimResolved = defineEvent<UenClaim>('uen_claim.resolved')
export const jobRetried = defineEvent<{ id: string; job_ids: string[] }>('job.retried')
export const jobRemoved = defineEvent<{ id: string; job_ids: string[] }>('job.removed')
