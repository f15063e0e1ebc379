import type { QueryClient } from '@tanstack/react-query'
import { notFound, redirect } from '@tanstack/react-router'
import type { Me } from '#modules/auth/schemas.ts'
import { setOrganizationId } from '#web/api/client.ts'
import { keepClock } from '#web/api/format.ts'
import { isStatus } from '#web/api/problem.ts'
import { meQuery, type MyOrganization } from '#web/app/session.ts'

let entered: string | undefined

/** Signed in and a member, or sent to where one becomes that. */
export async function enterOrganization(
  queryClient: QueryClient,
  slug: string,
  href: string,
): Promise<{ organization: MyOrganization }> {
  const me = await ensureMe(queryClient, href)
  const organization = me.organizations.find((candidate) => candidate.slug === slug)
  if (!organization) throw notFound()
  if (entered && entered !== organization.id) return reload(href)
  entered = organization.id
  setOrganizationId(organization.id)
  keepClock(organization.clock_shift_seconds)
  return { organization }
}

export async function goToFirstOrganization(queryClient: QueryClient, href: string): Promise<never> {
  const [first] = (await ensureMe(queryClient, href)).organizations
  if (!first) throw redirect({ to: '/welcome' })
  throw redirect({ to: '/app/$slug', params: { slug: first.slug } })
}

export async function ensureMe(queryClient: QueryClient, href: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery)
  } catch (error) {
    if (isStatus(error, 401)) throw redirect({ to: '/login', search: { next: href } })
    throw error
  }
}

/** Nothing cached for one organisation may show in another: a new document starts empty. */
function reload(href: string): Promise<never> {
  location.assign(href)
  return new Promise(() => {})
}
