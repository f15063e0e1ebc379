import { getRouteApi, Navigate, notFound } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ApiKeysPage } from '#web/api-keys/api-keys-page.tsx'
import { useCan, useOrganization } from '#web/app/session.ts'
import { ProfilePage } from '#web/auth/profile-page.tsx'
import { SecurityPage } from '#web/auth/security-page.tsx'
import { OrganizationPage } from '#web/organizations/organization-page.tsx'
import { TeamPage } from '#web/organizations/team-page.tsx'
import { RolesPage } from '#web/roles/roles-page.tsx'
import { BillingRulesPage } from '#web/subscriptions/billing-rules-page.tsx'
import { LinkTabs } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/settings/$')

/** The last part of each address and what stands there; the tabs show them in this order. */
const pages = {
  organization: OrganizationPage,
  plan: lazy(() => import('#web/organizations/plan-page.tsx').then((module) => ({ default: module.PlanPage }))),
  team: TeamPage,
  roles: RolesPage,
  billing: BillingRulesPage,
  reminders: lazy(() => import('#web/dunning/ladder-page.tsx').then((module) => ({ default: module.LadderPage }))),
  'api-keys': ApiKeysPage,
  profile: ProfilePage,
  security: SecurityPage,
}

export function SettingsPages() {
  const { slug } = useOrganization()
  const { _splat: name = '' } = route.useParams()
  const canSeeRoles = useCan('roles.read')
  const canSeeKeys = useCan('api_keys.read')
  const canSeeBilling = useCan('subscriptions.read')
  const canSeeReminders = useCan('dunning.read')
  if (!name)
    return <Navigate from="/app/$slug" to="/app/$slug/settings/$" params={{ _splat: 'organization' }} replace />
  if (!isPage(name)) throw notFound()
  const Page = pages[name]
  const tab = (to: keyof typeof pages, label: string) => ({ to: `/app/$slug/settings/${to}`, params: { slug }, label })
  return (
    <>
      <PageHeader title="Settings" />
      <LinkTabs
        label="Settings"
        tabs={[
          tab('organization', 'Organisation'),
          tab('plan', 'Plan and usage'),
          tab('team', 'Team'),
          ...(canSeeRoles ? [tab('roles', 'Roles')] : []),
          ...(canSeeBilling ? [tab('billing', 'Billing')] : []),
          ...(canSeeReminders ? [tab('reminders', 'Reminders')] : []),
          ...(canSeeKeys ? [tab('api-keys', 'API keys')] : []),
          tab('profile', 'Your profile'),
          tab('security', 'Security'),
        ]}
      />
      <Suspense fallback={<Skeleton className="h-96 w-full max-w-4xl" />}>
        <Page />
      </Suspense>
    </>
  )
}

const isPage = (name: string): name is keyof typeof pages => Object.hasOwn(pages, name)
