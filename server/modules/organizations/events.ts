import { defineEvent } from '#modules/events/define-event.ts'
import type { ClockMove } from './clock-schemas.ts'
import type { Invitation, Member, Organization, OwnershipOffer } from './schemas.ts'

export const organizationCreated = defineEvent<Organization>('organization.created')
export const organizationUpdated = defineEvent<Organization>('organization.updated')

export const organizationClockAdvanced = defineEvent<ClockMove>('organization.clock_advanced')
export const organizationClockArrived = defineEvent<ClockMove>('organization.clock_arrived')

export const memberJoined = defineEvent<Member>('member.joined')
export const memberUpdated = defineEvent<Member>('member.updated')
export const memberRemoved = defineEvent<Member>('member.removed')
export const memberLeft = defineEvent<Member>('member.left')

export const invitationCreated = defineEvent<Invitation>('invitation.created')
export const invitationResent = defineEvent<Invitation>('invitation.resent')
export const invitationRevoked = defineEvent<Invitation>('invitation.revoked')
export const invitationAccepted = defineEvent<Invitation>('invitation.accepted')

export const ownershipOffered = defineEvent<OwnershipOffer>('ownership.offered')
export const ownershipAccepted = defineEvent<OwnershipOffer>('ownership.accepted')
export const ownershipDeclined = defineEvent<OwnershipOffer>('ownership.declined')
export const ownershipWithdrawn = defineEvent<OwnershipOffer>('ownership.withdrawn')

type Entry = { id: string; name: string }
export const organizationDisabled = defineEvent<Entry & { reason: string }>('organization.disabled')
export const organizationEnabled = defineEvent<Entry>('organization.enabled')
