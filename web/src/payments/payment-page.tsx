import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { Allocations } from '#web/payments/allocations.tsx'
import { methodName } from '#web/payments/methods.ts'
import { PaymentActions } from '#web/payments/payment-actions.tsx'
import { paymentQuery } from '#web/payments/payment-queries.ts'
import { PaymentState } from '#web/payments/payment-state.tsx'
import { Refunds } from '#web/payments/refunds.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { DateText, TimeText } from '#web/ui/date.tsx'
import { backClass, textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

const PaymentStripe = lazy(() => import('#web/stripe/payment-stripe.tsx'))
const route = getRouteApi('/app/$slug/payments/$id')

/** One payment: how much came in, and where each cent of it is. */
export function PaymentPage() {
  const { id } = route.useParams()
  const { data: payment, error, refetch } = useQuery(paymentQuery(id))
  if (error && !payment)
    return (
      <PageError title="The payment could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/payments" className={buttonClass()}>
          All payments
        </Link>
      </PageError>
    )
  if (!payment) return <Skeleton className="h-96 w-full" />
  return (
    <>
      <PageHeader
        title={`${formatMoney(payment.amount_cents)} from ${payment.customer_name}`}
        section="Payments"
        badge={<PaymentState payment={payment} />}
        back={
          <Link from="/app/$slug" to="/app/$slug/payments" className={backClass}>
            Payments
          </Link>
        }
      >
        <PaymentActions payment={payment} />
      </PageHeader>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
        <div className="grid min-w-0 content-start gap-4">
          {payment.reversed_at && (
            <p className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
              Taken back <TimeText value={payment.reversed_at} />: “{payment.reverse_reason}”. It settles nothing.
            </p>
          )}
          <WhereItIs payment={payment} />
          <Allocations payment={payment} />
          <Refunds payment={payment} />
          <Suspense>{payment.account === 'stripe_balance' && <PaymentStripe payment={payment} />}</Suspense>
        </div>
        <Facts payment={payment} />
      </div>
    </>
  )
}

/** A bar of the three parts, in words below it. */
function WhereItIs({ payment }: { payment: Payment }) {
  if (payment.reversed_at) return null
  const parts = [
    ['Settles invoices', payment.amount_allocated_cents, 'bg-ok'],
    ['Refunded', payment.amount_refunded_cents, 'bg-line-strong'],
    ['Credit of the customer', payment.amount_unallocated_cents, 'bg-primary'],
  ] as const
  return (
    <section aria-label="Where it is" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {parts.map(([word, cents, tone]) =>
          cents > 0 ? <span key={word} className={tone} style={{ flexGrow: cents }} /> : null,
        )}
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 pt-3">
        {parts.map(([word, cents, tone]) => (
          <div key={word}>
            <dt className="flex items-center gap-1.5 text-sm text-ink-2">
              <span aria-hidden className={`size-2 rounded-full ${tone}`} />
              {word}
            </dt>
            <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(cents)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Facts({ payment }: { payment: Payment }) {
  return (
    <section aria-label="Details" className="h-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-2 gap-y-1.5 text-sm">
        <Fact term="Customer">
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id"
            params={{ id: payment.customer_id }}
            className={textLinkClass}
          >
            {payment.customer_name}
          </Link>
        </Fact>
        <Fact term="Received">
          <DateText value={payment.payment_date} />
        </Fact>
        <Fact term="Method">{methodName(payment.method)}</Fact>
        {payment.reference && <Fact term="Reference">{payment.reference}</Fact>}
        {payment.payer_name && <Fact term="Payer">{payment.payer_name}</Fact>}
        {payment.fee_cents > 0 && <Fact term="Fee">{formatMoney(payment.fee_cents)}</Fact>}
        <Fact term="Recorded">
          <TimeText value={payment.created_at} />
        </Fact>
        <Fact term="Books">
          <Link from="/app/$slug" to="/app/$slug/books" search={{ source_id: payment.id }} className={textLinkClass}>
            Its entries
          </Link>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
