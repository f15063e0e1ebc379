import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { Customer } from '#modules/customers/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { useArchive } from '#web/customers/archive.ts'
import { CustomerDetails } from '#web/customers/customer-details.tsx'
import { CustomerInvoices } from '#web/customers/customer-invoices.tsx'
import { CustomerMoney } from '#web/customers/customer-money.tsx'
import { CustomerError } from '#web/customers/customer-error.tsx'
import { customerQuery } from '#web/customers/queries.ts'
import { CustomerRecurring } from '#web/recurring-invoices/customer-recurring.tsx'
import { StatusBadge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'
import { backClass } from '#web/ui/link-class.ts'

const CustomerContacts = lazy(() => import('#web/contacts/customer-contacts.tsx'))
const CustomerQuotations = lazy(() => import('#web/quotations/quotation-section.tsx'))
const CustomerLead = lazy(() => import('#web/contacts/customer-lead.tsx'))
const CustomerCards = lazy(() => import('#web/stripe/customer-cards.tsx'))
const CustomerDunning = lazy(() => import('#web/dunning/customer-dunning.tsx'))
const CustomerPortal = lazy(() => import('#web/portal/customer-portal.tsx'))
const CustomerInterest = lazy(() => import('#web/interest/customer-interest.tsx'))
const ReturnedMail = lazy(() => import('#web/customers/returned-mail.tsx'))
const CustomerSubscriptions = lazy(() => import('#web/subscriptions/customer-subscriptions.tsx'))
const route = getRouteApi('/app/$slug/customers/$id/')

export function CustomerPage() {
  const { id } = route.useParams()
  const canSeeInvoices = useCan('invoices.read')
  const canSeeLeads = useCan('leads.read')
  const canSeePortal = useCan('portal.read')
  const canSeeReminders = useCan('dunning.read')
  const canSeeCards = useCan('stripe.read')
  const canSeeInterest = useCan('interest.read')
  const canSeeSubscriptions = useCan('subscriptions.read')
  const { data: customer, error, refetch } = useQuery(customerQuery(id))
  if (error && !customer) return <CustomerError error={error} onRetry={() => void refetch()} />
  if (!customer) return <Loading />
  return (
    <>
      <PageHeader
        title={customer.name}
        section="Customers"
        badge={customer.archived_at && <StatusBadge status="archived" />}
        back={
          <Link from="/app/$slug" to="/app/$slug/customers" className={backClass}>
            Customers
          </Link>
        }
      >
        <Actions customer={customer} />
      </PageHeader>
      <Suspense>{canSeeInvoices && <ReturnedMail customer={customer} />}</Suspense>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
        {canSeeInvoices && (
          <div className="grid min-w-0 content-start gap-4">
            <CustomerMoney customerId={id} />
            <Suspense>{canSeeCards && <CustomerCards customer={customer} />}</Suspense>
            <Suspense>{canSeeReminders && <CustomerDunning customer={customer} />}</Suspense>
            <Suspense>{canSeeSubscriptions && <CustomerSubscriptions customer={customer} />}</Suspense>
            <CustomerInvoices customer={customer} />
            <CustomerRecurring customer={customer} />
            <Suspense>{canSeeInterest && <CustomerInterest customer={customer} />}</Suspense>
          </div>
        )}
        <div className="grid h-fit min-w-0 gap-4">
          <CustomerDetails customer={customer} />
          <Suspense>
            <CustomerContacts customer={customer} />
          </Suspense>
          <Suspense>
            <CustomerQuotations to={{ customer_id: id }} />
          </Suspense>
          <Suspense>{canSeeLeads && <CustomerLead customerId={id} />}</Suspense>
          <Suspense>{canSeePortal && <CustomerPortal customer={customer} />}</Suspense>
        </div>
      </div>
    </>
  )
}

function Actions({ customer }: { customer: Customer }) {
  const canEdit = useCan('customers.write')
  const canInvoice = useCan('invoices.write')
  const { archive, restore, isBusy } = useArchive(customer)
  if (customer.archived_at)
    return canEdit ? (
      <Button variant="primary" busy={isBusy} onClick={() => void restore()}>
        <ArchiveRestore aria-hidden />
        Restore customer
      </Button>
    ) : null
  return (
    <>
      {canEdit && (
        <>
          <Button variant="ghost" busy={isBusy} onClick={() => void archive()}>
            <Archive aria-hidden />
            Archive
          </Button>
          <Link from="/app/$slug/customers/$id/" to="/app/$slug/customers/$id/edit" className={buttonClass()}>
            <Pencil aria-hidden />
            Edit
          </Link>
        </>
      )}
      {canInvoice && (
        <Link
          from="/app/$slug"
          to="/app/$slug/invoices/new"
          search={{ customer_id: customer.id }}
          className={buttonClass('primary')}
        >
          <Plus aria-hidden />
          New invoice
        </Link>
      )}
    </>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 pt-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
      <div className="grid gap-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
      <Skeleton className="h-96 w-full" />
    </div>
  )
}
