import { defineEvent } from '#modules/events/define-event.ts'
import type { Impersonation, SupportAccess, UenClaim } from './schemas.ts'

export const supportGranted = defineEvent<SupportAccess>('support.granted')
export const supportRevoked = defineEvent<SupportAccess>('support.revoked')

/** In the trails of both, the organisation and the operator's. */
type Visit = Impersonation & { organization_id: string; organization_name: string }
export const impersonationStarted = defineEvent<Visit>('impersonation.started')
export const impersonationEnded = defineEvent<Visit>('impersonation.ended')

/** In the trail of the organisation; the operator's says what happened to the subscription. */
type ChosenPlan = { id: string; plan_name: string; price_id: string; quantity: number; effective_date: string }
export const organizationPlanChosen = defineEvent<ChosenPlan>('organization.plan_chosen')

export const uenClaimResolved = defineEvent<UenClaim>('uen_claim.resolved')
export const jobRetried = defineEvent<{ id: string; job_ids: string[] }>('job.retried')
export const jobRemoved = defineEvent<{ id: string; job_ids: string[] }>('job.removed')
