import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { InvoiceActions } from '#web/invoices/invoice-actions.tsx'
import { InvoiceFacts } from '#web/invoices/invoice-facts.tsx'
import { IssuedPaper } from '#web/invoices/issued-paper.tsx'
import { PayLinkCard } from '#web/invoices/pay-link-card.tsx'
import { LifeLine } from '#web/invoices/life-line.tsx'
import { invoiceQuery } from '#web/invoices/queries.ts'
import { invoiceStatus, StatusBadge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { backClass } from '#web/ui/link-class.ts'

const InvoiceCards = lazy(() => import('#web/stripe/invoice-cards.tsx'))
const InvoiceInterest = lazy(() => import('#web/interest/invoice-interest.tsx'))
const InvoiceDunning = lazy(() => import('#web/dunning/invoice-dunning.tsx'))
const route = getRouteApi('/app/$slug/invoices/$id')

export function InvoicePage() {
  const { id } = route.useParams()
  const { data: invoice, error, refetch } = useQuery(invoiceQuery(id))
  if (error && !invoice)
    return (
      <PageError title="The invoice could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/invoices" className={buttonClass()}>
          All invoices
        </Link>
      </PageError>
    )
  return invoice ? <Loaded invoice={invoice} /> : <Loading />
}

function Loaded({ invoice }: { invoice: Invoice }) {
  const canSeeReminders = useCan('dunning.read')
  const canSeePayments = useCan('payments.read')
  const canSeeInterest = useCan('interest.read')
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={invoice.number}
          section="Invoices"
          badge={<StatusBadge status={invoiceStatus(invoice)} />}
          back={
            <Link from="/app/$slug" to="/app/$slug/invoices" className={backClass}>
              Invoices
            </Link>
          }
        >
          <InvoiceActions invoice={invoice} />
        </PageHeader>
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] print:block">
        <div className="grid min-w-0 content-start gap-4 lg:order-last print:hidden">
          <InvoiceFacts invoice={invoice} />
          <PayLinkCard invoice={invoice} />
          <Suspense>{canSeePayments && <InvoiceCards invoice={invoice} />}</Suspense>
          <Suspense>{canSeeReminders && <InvoiceDunning invoice={invoice} />}</Suspense>
          <Suspense>{canSeeInterest && <InvoiceInterest invoice={invoice} />}</Suspense>
          <LifeLine invoice={invoice} />
        </div>
        <IssuedPaper invoice={invoice} />
      </div>
    </>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-6 pt-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid content-start gap-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-[40rem] w-full" />
      </div>
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
