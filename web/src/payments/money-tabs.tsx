import { useCan, useOrganization } from '#web/app/session.ts'
import { LinkTabs } from '#web/ui/list-controls.tsx'

/** What has to do with money that came in, each page with its own address. */
export function MoneyTabs() {
  const { slug } = useOrganization()
  const canSeePayments = useCan('payments.read')
  const canSeeInvoices = useCan('invoices.read')
  const canSeeBank = useCan('bank.read')
  const canSeeInterest = useCan('interest.read')
  const params = { slug }
  return (
    <LinkTabs
      label="Money and what belongs to it"
      tabs={[
        ...(canSeePayments ? [{ to: '/app/$slug/payments', params, label: 'Payments' }] : []),
        ...(canSeeBank ? [{ to: '/app/$slug/bank', params, label: 'Bank' }] : []),
        ...(canSeeInvoices ? [{ to: '/app/$slug/credit-notes', params, label: 'Credit notes' }] : []),
        ...(canSeeInterest ? [{ to: '/app/$slug/billing/interest', params, label: 'Interest' }] : []),
        ...(canSeePayments ? [{ to: '/app/$slug/books', params, label: 'Books' }] : []),
      ]}
    />
  )
}
