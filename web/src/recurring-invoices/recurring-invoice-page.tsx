import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { ComingPaper } from '#web/recurring-invoices/coming-paper.tsx'
import { MadeList } from '#web/recurring-invoices/made-list.tsx'
import { comingQuery, recurringInvoiceQuery } from '#web/recurring-invoices/queries.ts'
import { RecurringActions } from '#web/recurring-invoices/recurring-actions.tsx'
import { RecurringError } from '#web/recurring-invoices/recurring-error.tsx'
import { RecurringFacts } from '#web/recurring-invoices/recurring-facts.tsx'
import { RecurringBadge } from '#web/recurring-invoices/status.tsx'
import { everyWords } from '#web/recurring-invoices/words.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/state.tsx'

export function RecurringInvoicePage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(recurringInvoiceQuery(id))
  if (data) return <Loaded recurring={data} />
  if (error) return <RecurringError error={error} onRetry={() => void refetch()} />
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 pt-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  )
}

function Loaded({ recurring }: { recurring: RecurringInvoice }) {
  const { id, customer_id, customer_name, status } = recurring
  const { data: coming } = useQuery(comingQuery(id))
  return (
    <>
      <PageHeader
        title={`${everyWords(recurring)} for ${customer_name}`}
        section="Invoices"
        badge={<RecurringBadge {...recurring} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/invoices/recurring/$" params={{ _splat: '' }} className={backClass}>
            Recurring
          </Link>
        }
      >
        <RecurringActions recurring={recurring} />
      </PageHeader>
      {recurring.held_reason && <Held recurring={recurring} />}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-6">
        <div className="min-w-0 lg:order-last">
          <RecurringFacts recurring={recurring} dates={coming?.next_dates} />
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <MadeList id={id} />
          {status !== 'ended' && (
            <section aria-labelledby="coming" className="min-w-0">
              <h2 id="coming" className="pb-2 text-base font-semibold">
                The next one
              </h2>
              {coming && !coming.invoice ? (
                <p className="text-sm text-ink-2">None comes: it ends before.</p>
              ) : (
                <ComingPaper coming={coming} customerId={customer_id} isDimmed={!coming} />
              )}
            </section>
          )}
        </div>
      </div>
    </>
  )
}

/** Its day has come, and something is in the way. */
function Held({ recurring: { held_reason, held_detail, customer_id, id } }: { recurring: RecurringInvoice }) {
  const isCustomers = held_reason === 'customer_address_missing' || held_reason === 'customer_archived'
  const look = buttonClass('secondary')
  return (
    <div className="pb-4">
      <Notice
        title="Its day has come, and it cannot be made"
        actions={
          isCustomers ? (
            <Link from="/app/$slug" to="/app/$slug/customers/$id" params={{ id: customer_id }} className={look}>
              Open the customer
            </Link>
          ) : (
            held_reason === 'incomplete' && (
              <Link
                from="/app/$slug"
                to="/app/$slug/invoices/recurring/$"
                params={{ _splat: `${id}/edit` }}
                className={look}
              >
                Edit
              </Link>
            )
          )
        }
      >
        {held_detail} It is tried again each hour.
      </Notice>
    </div>
  )
}
