import { useCan, useOrganization } from '#web/app/session.ts'
import { LinkTabs } from '#web/ui/list-controls.tsx'

/** What has to do with recurring sales, each page with its own address. */
export function SellingTabs() {
  const { slug } = useOrganization()
  const tabs = [
    { to: '/app/$slug/subscriptions', label: 'Subscriptions', isOpen: useCan('subscriptions.read') },
    { to: '/app/$slug/plans', label: 'Plans', isOpen: useCan('plans.read') },
    { to: '/app/$slug/coupons', label: 'Coupons', isOpen: useCan('plans.read') },
    { to: '/app/$slug/usage', label: 'Usage', isOpen: useCan('usage.read') },
    { to: '/app/$slug/renewals', label: 'Renewals', isOpen: useCan('renewals.read') },
  ]
  const open = tabs.filter(({ isOpen }) => isOpen)
  if (open.length < 2) return null
  return (
    <LinkTabs
      label="Subscriptions and what belongs to them"
      tabs={open.map(({ to, label }) => ({ to, label, params: { slug } }))}
    />
  )
}
