import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Me } from '#modules/auth/schemas.ts'
import { get } from '#web/api/client.ts'

export type MyOrganization = Me['organizations'][number]
/** Whoever may act for the one who runs the installation may do so in that organisation alone. */
export const runsInstallation = ({ permissions }: MyOrganization) => permissions.includes('operator.read')
export type Instance = {
  environment: 'development' | 'production' | 'test'
  demo: boolean
  mailbox: boolean
  version: string
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/users/me', { signal }),
  staleTime: 5 * 60_000,
})

export const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: ({ signal }) => get<Instance>('/public/instance', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who is signed in; only inside pages that made sure somebody is. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe was called outside the logged-in pages')
  return data
}

/** The organisation that the URL names, with what this person may do there. */
export function useOrganization(): MyOrganization {
  const { slug } = useParams({ strict: false })
  const found = useMe().organizations.find((organization) => organization.slug === slug)
  if (!found) throw new Error('useOrganization was called outside /app/$slug')
  return found
}

/** `useCan('invoices.issue')`: for showing and hiding; the server decides. */
export function useCan(permission: string): boolean {
  return useOrganization().permissions.includes(permission)
}
