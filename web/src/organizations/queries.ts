import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { OrganizationPlan } from '#modules/entitlements/schemas.ts'
import type { EventPage } from '#modules/events/schemas.ts'
import type {
  GstRegistration,
  Invitation,
  InvitationPreview,
  MemberPage,
  Organization,
  OwnershipOffer,
} from '#modules/organizations/schemas.ts'
import { get, post } from '#web/api/client.ts'

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id],
    queryFn: ({ signal }) => get<Organization>(`/organizations/${id}`, { signal }),
  })

export const organizationPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['entitlements', id],
    queryFn: ({ signal }) => get<OrganizationPlan>(`/organizations/${id}/plan`, { signal }),
  })

export const gstRegistrationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organizations', id, 'gst-registrations'],
    queryFn: ({ signal }) => get<{ data: GstRegistration[] }>(`/organizations/${id}/gst-registrations`, { signal }),
  })

export type MemberEntry = MemberPage['data'][number]

export const membersQuery = (id: string, cursor?: string) =>
  queryOptions({
    queryKey: ['members', id, cursor],
    queryFn: ({ signal }) => get<MemberPage>(`/organizations/${id}/members`, { query: { limit: 50, cursor }, signal }),
    placeholderData: keepPreviousData,
  })

export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['invitations', id],
    queryFn: ({ signal }) => get<{ data: Invitation[] }>(`/organizations/${id}/invitations`, { signal }),
  })

export const ownershipOffersQuery = (id: string) =>
  queryOptions({
    queryKey: ['ownership', id],
    queryFn: ({ signal }) => get<{ data: OwnershipOffer[] }>(`/organizations/${id}/ownership-offers`, { signal }),
  })

/** Posted, so that the token stands in no log of addresses. */
export const invitationPreviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitations', 'preview', token],
    queryFn: () => post<InvitationPreview>('/invitations/preview', { token }),
  })

/** Who changed it last, and what: for telling somebody whose change was too late. */
export const lastChangeOf = (id: string) =>
  get<EventPage>('/events', { query: { subject_id: id, limit: 1 } }).then((page) => page.data[0])
