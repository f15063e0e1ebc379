import { ProposalsPage } from '#web/interest/proposals-page.tsx'

/** /billing/interest. */
export function BillingPages() {
  return <ProposalsPage />
}
