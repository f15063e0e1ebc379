import { Outlet } from '@tanstack/react-router'
import { useCan, useOrganization } from '#web/app/session.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { LinkTabs } from '#web/ui/list-controls.tsx'

export function SettingsLayout() {
  const { slug } = useOrganization()
  const canSeeRoles = useCan('roles.read')
  const canSeeKeys = useCan('api_keys.read')
  const canSeeBilling = useCan('subscriptions.read')
  const canSeeReminders = useCan('dunning.read')
  return (
    <>
      <PageHeader title="Settings" />
      <LinkTabs
        label="Settings"
        tabs={[
          { to: '/app/$slug/settings/organization', params: { slug }, label: 'Organisation' },
          { to: '/app/$slug/settings/plan', params: { slug }, label: 'Plan and usage' },
          { to: '/app/$slug/settings/team', params: { slug }, label: 'Team' },
          ...(canSeeRoles ? [{ to: '/app/$slug/settings/roles', params: { slug }, label: 'Roles' }] : []),
          ...(canSeeBilling ? [{ to: '/app/$slug/settings/billing', params: { slug }, label: 'Billing' }] : []),
          ...(canSeeReminders ? [{ to: '/app/$slug/settings/reminders', params: { slug }, label: 'Reminders' }] : []),
          ...(canSeeKeys ? [{ to: '/app/$slug/settings/api-keys', params: { slug }, label: 'API keys' }] : []),
          { to: '/app/$slug/settings/profile', params: { slug }, label: 'Your profile' },
          { to: '/app/$slug/settings/security', params: { slug }, label: 'Security' },
        ]}
      />
      <Outlet />
    </>
  )
}
