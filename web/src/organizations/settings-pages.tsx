import { getRouteApi, Navigate, notFound } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ApiKeysPage } from '#web/api-keys/api-keys-page.tsx'
import { ProfilePage } from '#web/auth/profile-page.tsx'
import { SecurityPage } from '#web/auth/security-page.tsx'
import { OrganizationPage } from '#web/organizations/organization-page.tsx'
import { SettingsLayout } from '#web/organizations/settings-layout.tsx'
import { TeamPage } from '#web/organizations/team-page.tsx'
import { RolesPage } from '#web/roles/roles-page.tsx'
import { BillingRulesPage } from '#web/subscriptions/billing-rules-page.tsx'
import { Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/settings/$')

/** The last part of each address and what stands there. */
const pages = {
  organization: OrganizationPage,
  plan: lazy(() => import('#web/organizations/plan-page.tsx').then((module) => ({ default: module.PlanPage }))),
  team: TeamPage,
  roles: RolesPage,
  billing: BillingRulesPage,
  reminders: lazy(() => import('#web/dunning/ladder-page.tsx').then((module) => ({ default: module.LadderPage }))),
  leads: lazy(() =>
    import('#web/leads/settings/leads-settings-page.tsx').then((module) => ({ default: module.LeadsSettingsPage })),
  ),
  portal: lazy(() =>
    import('#web/portal/portal-settings-page.tsx').then((module) => ({ default: module.PortalSettingsPage })),
  ),
  'api-keys': ApiKeysPage,
  profile: ProfilePage,
  security: SecurityPage,
}

export function SettingsPages() {
  const { _splat: name = '' } = route.useParams()
  if (!name)
    return <Navigate from="/app/$slug" to="/app/$slug/settings/$" params={{ _splat: 'organization' }} replace />
  if (!isPage(name)) throw notFound()
  const Page = pages[name]
  return (
    <SettingsLayout>
      <Suspense fallback={<Skeleton className="h-96 w-full max-w-4xl" />}>
        <Page />
      </Suspense>
    </SettingsLayout>
  )
}

const isPage = (name: string): name is keyof typeof pages => Object.hasOwn(pages, name)
