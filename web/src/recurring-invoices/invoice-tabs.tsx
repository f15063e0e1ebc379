import { useOrganization } from '#web/app/session.ts'
import { LinkTabs } from '#web/ui/list-controls.tsx'

/** Invoices, what makes them by itself, and what was done with many at a time. */
export function InvoiceTabs() {
  const params = { slug: useOrganization().slug }
  return (
    <LinkTabs
      label="Invoices and what is done with them"
      tabs={[
        { to: '/app/$slug/invoices', label: 'Invoices', params, isExact: true },
        { to: '/app/$slug/invoices/recurring', label: 'Recurring', params },
        { to: '/app/$slug/billing/agreements', label: 'In parts', params },
        { to: '/app/$slug/invoices/batches', label: 'Batches', params },
      ]}
    />
  )
}
