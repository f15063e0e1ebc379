import { useCan, useOrganization } from '#web/app/session.ts'
import { LinkTabs } from '#web/ui/list-controls.tsx'

/** What has to do with recurring sales, each page with its own address. */
export function SellingTabs() {
  const { slug } = useOrganization()
  const canSeeRenewals = useCan('renewals.read')
  if (!canSeeRenewals) return null
  return (
    <LinkTabs
      label="Subscriptions and renewals"
      tabs={[
        { to: '/app/$slug/subscriptions', params: { slug }, label: 'Subscriptions' },
        { to: '/app/$slug/renewals', params: { slug }, label: 'Renewals' },
      ]}
    />
  )
}
