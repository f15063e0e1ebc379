import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatMoney, formatRate, today } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { showsGst } from '#web/invoices/shows-gst.ts'
import { late } from '#web/payments/ages.ts'
import { daysBetween } from '#web/payments/days.ts'
import { SubscriptionLink } from '#web/subscriptions/subscription-link.tsx'
import { CopyText } from '#web/ui/copy.tsx'
import { cx } from '#web/ui/cx.ts'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'

const MadeBy = lazy(() => import('#web/recurring-invoices/made-by.tsx'))

/** What is still due first, then what it is made of. */
export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const { status, total_amount_cents: total, amount_paid_cents: paid, amount_due_cents: due } = invoice
  const isVoid = status === 'void'
  const canSeeSubscription = useCan('subscriptions.read') && invoice.subscription_ids.length > 0
  const canBeRecurring = invoice.subscription_ids.length === 0 && invoice.kind !== 'debit_note'
  return (
    <section aria-label="Amounts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <p className="text-sm text-ink-2">{standing(invoice)}</p>
      <p
        className={cx(
          'text-2xl leading-8 font-semibold tracking-tight tabular-nums',
          isVoid && 'text-ink-3 line-through',
        )}
      >
        {formatMoney(invoice.amount_written_off_cents || (isVoid || due === 0 ? total : due))}
      </p>
      {!isVoid && due > 0 && <DueLine invoice={invoice} />}
      {!isVoid && paid > 0 && due > 0 && (
        <div className="pt-2">
          <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <div className="h-full rounded-full bg-primary" style={{ width: `${(paid / total) * 100}%` }} />
          </div>
          <p className="pt-1 text-xs text-ink-2 tabular-nums">
            {formatMoney(paid)} of {formatMoney(total)} paid
          </p>
        </div>
      )}
      <dl className="mt-3 grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 border-t border-line pt-3 text-sm">
        <Fact term="Customer">
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id"
            params={{ id: invoice.customer_id }}
            className={textLinkClass}
          >
            {invoice.buyer.name}
          </Link>
        </Fact>
        {canSeeSubscription && (
          <Fact term={invoice.subscription_ids.length > 1 ? 'Subscriptions' : 'Subscription'}>
            <SubscriptionLinks ids={invoice.subscription_ids} />
          </Fact>
        )}
        {canBeRecurring && (
          <Suspense>
            <MadeBy invoice_id={invoice.id} />
          </Suspense>
        )}
        <Fact term="Number">
          <CopyText value={invoice.number} label="Copy the number" />
        </Fact>
        {invoice.corrects_invoice_id && (
          <Fact term="Adds to">
            <Link
              from="/app/$slug"
              to="/app/$slug/invoices/$id"
              params={{ id: invoice.corrects_invoice_id }}
              className={textLinkClass}
            >
              {invoice.reference}
            </Link>
          </Fact>
        )}
        {invoice.correction_reason && <Fact term="Reason">{invoice.correction_reason}</Fact>}
        {invoice.reference && !invoice.corrects_invoice_id && <Fact term="Reference">{invoice.reference}</Fact>}
        <Fact term="Issued">
          <DateText value={invoice.issue_date} />
        </Fact>
        <Fact term="Due">
          <DateText value={invoice.due_date} />
        </Fact>
      </dl>
      <dl className="mt-3 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-t border-line pt-3 text-sm tabular-nums">
        <Sum term="Subtotal" cents={invoice.subtotal_cents} />
        {showsGst(invoice) &&
          invoice.gst_breakdown.map(({ gst_code, gst_rate_bp, gst_cents }) => (
            <Sum key={gst_code + gst_rate_bp} term={`GST ${formatRate(gst_rate_bp)} (${gst_code})`} cents={gst_cents} />
          ))}
        <Sum term="Total" cents={total} isStrong />
        {invoice.amount_credited_cents > 0 && <Sum term="Credited" cents={-invoice.amount_credited_cents} />}
        {paid > 0 && <Sum term="Paid" cents={-paid} />}
        {invoice.amount_written_off_cents > 0 && <Sum term="Written off" cents={-invoice.amount_written_off_cents} />}
      </dl>
    </section>
  )
}

/** In two or three words where its money stands. */
export function standing({ status, amount_due_cents, amount_paid_cents, amount_credited_cents }: Invoice): string {
  if (status === 'void') return 'Voided'
  if (status === 'uncollectible') return 'Written off'
  if (amount_due_cents > 0) return 'Still due'
  return amount_credited_cents > 0 && amount_paid_cents === 0 ? 'Credited in full' : 'Paid in full'
}

const mostShown = 5

/** An invoice by customer may bill hundreds. */
function SubscriptionLinks({ ids }: { ids: string[] }) {
  return (
    <ul className="grid gap-y-0.5">
      {ids.slice(0, mostShown).map((id) => (
        <li key={id}>
          <SubscriptionLink id={id} />
        </li>
      ))}
      {ids.length > mostShown && <li className="text-ink-2">and {ids.length - mostShown} more</li>}
    </ul>
  )
}

function DueLine({ invoice: { due_date, is_overdue } }: { invoice: Invoice }) {
  if (is_overdue)
    return (
      <p className="text-sm">
        <span className="font-medium text-accent-ink">{late(daysBetween(due_date, today()))}</span>
      </p>
    )
  const days = daysBetween(today(), due_date)
  return (
    <p className="text-sm text-ink-2">{days === 0 ? 'Due today' : `Due in ${days} ${days === 1 ? 'day' : 'days'}`}</p>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="self-start text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function Sum({ term, cents, isStrong = false }: { term: string; cents: number; isStrong?: boolean }) {
  return (
    <>
      <dt className={isStrong ? 'font-medium' : 'text-ink-2'}>{term}</dt>
      <dd className={cx('text-right', isStrong && 'font-medium')}>{formatMoney(cents)}</dd>
    </>
  )
}
