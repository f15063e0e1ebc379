import type { ReactNode } from 'react'
import { useCan, useOrganization } from '#web/app/session.ts'
import { LinkTabs } from '#web/ui/list-controls.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

/** Heading and tabs around each page of the settings; cards have an address of their own. */
export function SettingsLayout({ children }: { children: ReactNode }) {
  const { slug } = useOrganization()
  const canSeeRoles = useCan('roles.read')
  const canSeeKeys = useCan('api_keys.read')
  const canSeeBilling = useCan('subscriptions.read')
  const canSeeReminders = useCan('dunning.read')
  const canSeeStripe = useCan('stripe.read')
  const canSeeLeads = useCan('leads.read')
  const canSeePortal = useCan('portal.read')
  const tab = (name: string, label: string) => ({ to: `/app/$slug/${name}`, params: { slug }, label })
  return (
    <>
      <PageHeader title="Settings" />
      <LinkTabs
        label="Settings"
        tabs={[
          tab('settings/organization', 'Organisation'),
          tab('settings/plan', 'Plan and usage'),
          tab('settings/team', 'Team'),
          ...(canSeeRoles ? [tab('settings/roles', 'Roles')] : []),
          ...(canSeeBilling ? [tab('settings/billing', 'Billing')] : []),
          ...(canSeeStripe ? [tab('stripe', 'Card payments')] : []),
          ...(canSeeReminders ? [tab('settings/reminders', 'Reminders')] : []),
          ...(canSeeLeads ? [tab('settings/leads', 'Leads')] : []),
          ...(canSeePortal ? [tab('settings/portal', 'Customer portal')] : []),
          ...(canSeeKeys ? [tab('settings/api-keys', 'API keys')] : []),
          tab('settings/profile', 'Your profile'),
          tab('settings/security', 'Security'),
        ]}
      />
      {children}
    </>
  )
}
