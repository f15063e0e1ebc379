import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  JobHealth,
  OrganizationEntryPage,
  OrganizationView,
  ServerFailurePage,
  UenClaimPage,
  UserEntryPage,
  UserView,
} from '#modules/operator/schemas.ts'
import { get } from '#web/api/client.ts'
import type { OperatorSearch } from '#web/operator/search.ts'

function page<T>(path: string, search: OperatorSearch) {
  return queryOptions({
    queryKey: ['operator', path, search],
    queryFn: ({ signal }) => get<T>(`/operator/${path}`, { query: { ...search, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
}

function one<T>(path: string) {
  return queryOptions({
    queryKey: ['operator', path],
    queryFn: ({ signal }) => get<T>(`/operator/${path}`, { signal }),
  })
}

export const organizationEntriesQuery = (search: OperatorSearch) => page<OrganizationEntryPage>('organizations', search)
export const userEntriesQuery = (search: OperatorSearch) => page<UserEntryPage>('users', search)
export const failuresQuery = (search: OperatorSearch) => page<ServerFailurePage>('failures', search)
export const claimsQuery = (search: OperatorSearch) => page<UenClaimPage>('uen-claims', search)
export const organizationViewQuery = (id: string) => one<OrganizationView>(`organizations/${id}`)
export const userViewQuery = (id: string) => one<UserView>(`users/${id}`)
export const jobHealthQuery = { ...one<JobHealth>('jobs'), refetchInterval: 15_000 }
