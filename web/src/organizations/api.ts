import type {
  AcceptedInvitation,
  Invitation,
  Member,
  MemberChanges,
  NewInvitation,
  NewOrganization,
  Organization,
  OrganizationChanges,
  OwnershipOffer,
  SavedOrganization,
} from '#modules/organizations/schemas.ts'
import { del, patch, post } from '#web/api/client.ts'

export const createOrganization = (input: NewOrganization) => post<SavedOrganization>('/organizations', input)
export const changeOrganization = (id: string, version: number, changes: OrganizationChanges) =>
  patch<SavedOrganization>(`/organizations/${id}`, changes, { ifMatch: version })
export const changeSecurity = (id: string, version: number, require_second_factor: boolean) =>
  patch<Organization>(`/organizations/${id}/security`, { require_second_factor }, { ifMatch: version })
/** The answer says nothing about who has the UEN. */
export const claimUen = (uen: string, message: string) =>
  post<{ status: 'received' }>('/organizations/uen-claims', { uen, message })

export const changeRole = (id: string, user_id: string, changes: MemberChanges) =>
  patch<Member>(`/organizations/${id}/members/${user_id}`, changes)
export const removeMember = (id: string, user_id: string) => del(`/organizations/${id}/members/${user_id}`)
export const leaveOrganization = (id: string) => post<undefined>(`/organizations/${id}/leave`)

export const createInvitation = (id: string, input: NewInvitation) =>
  post<Invitation>(`/organizations/${id}/invitations`, input)
export const resendInvitation = (id: string, invitation_id: string) =>
  post<Invitation>(`/organizations/${id}/invitations/${invitation_id}/resend`)
export const revokeInvitation = (id: string, invitation_id: string) =>
  del(`/organizations/${id}/invitations/${invitation_id}`)
export const acceptInvitation = (token: string) => post<AcceptedInvitation>('/invitations/accept', { token })

export const transferOwnership = (id: string, user_id: string) =>
  post<OwnershipOffer>(`/organizations/${id}/transfer-ownership`, { user_id })
export const answerOwnership = (id: string, answer: 'accept' | 'decline' | 'withdraw') =>
  post<OwnershipOffer>(`/organizations/${id}/transfer-ownership/${answer}`)
