import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import type { CreditNote } from '#modules/credit-notes/schemas.ts'
import { formatMoney, formatRate } from '#web/api/format.ts'
import { creditNoteDownloadUrl, creditNotePdfUrl, creditNoteQuery } from '#web/credit-notes/queries.ts'
import { useWide } from '#web/payments/use-wide.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { DateText } from '#web/ui/date.tsx'
import { backClass, textLinkClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'

const route = getRouteApi('/app/$slug/credit-notes/$id')

export function CreditNotePage() {
  const { id } = route.useParams()
  const { data: note, error, refetch } = useQuery(creditNoteQuery(id))
  const isWide = useWide()
  if (error && !note)
    return (
      <PageError title="The credit note could not be loaded" error={error} onRetry={() => void refetch()}>
        <Link from="/app/$slug" to="/app/$slug/credit-notes" className={buttonClass()}>
          All credit notes
        </Link>
      </PageError>
    )
  if (!note) return <Skeleton className="h-96 w-full" />
  return (
    <>
      <PageHeader
        title={note.number}
        section="Credit notes"
        back={
          <Link from="/app/$slug" to="/app/$slug/credit-notes" className={backClass}>
            Credit notes
          </Link>
        }
      >
        <a href={creditNoteDownloadUrl(note.id)} download className={buttonClass('primary')}>
          <Download aria-hidden />
          Download PDF
        </a>
      </PageHeader>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-4 lg:order-last">
          <Facts note={note} />
        </div>
        {isWide ? (
          <div className="relative h-[calc(100dvh-7.5rem)] min-h-[38rem] overflow-hidden rounded-lg border border-line bg-paper shadow-card print:hidden">
            <iframe
              title={`${note.number} as PDF`}
              src={`${creditNotePdfUrl(note.id)}#toolbar=0&navpanes=0&view=FitH`}
              className="absolute -top-1.5 -left-1.5 h-[calc(100%+0.75rem)] w-[calc(100%+0.75rem)] animate-[appear_200ms_600ms_both]"
            />
          </div>
        ) : (
          <Lines note={note} />
        )}
      </div>
    </>
  )
}

function Facts({ note }: { note: CreditNote }) {
  const { amount_released_cents: released } = note
  return (
    <section aria-label="Amounts" className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
      <p className="text-sm text-ink-2">Credited</p>
      <p className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {formatMoney(note.total_amount_cents)}
      </p>
      {released > 0 && (
        <p className="pt-1 text-sm text-ink-2 tabular-nums">
          {formatMoney(released)} had been paid and became{' '}
          <Link
            from="/app/$slug"
            to="/app/$slug/payments"
            search={{ customer_id: note.customer_id, has_credit: 'yes' }}
            className={textLinkClass}
          >
            credit of the customer
          </Link>
        </p>
      )}
      <dl className="mt-3 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 gap-y-1.5 border-t border-line pt-3 text-sm">
        <dt className="text-ink-2">Customer</dt>
        <dd>
          <Link
            from="/app/$slug"
            to="/app/$slug/customers/$id"
            params={{ id: note.customer_id }}
            className={textLinkClass}
          >
            {note.buyer.name}
          </Link>
        </dd>
        <dt className="text-ink-2">Invoice</dt>
        <dd>
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/$id"
            params={{ id: note.invoice_id }}
            className={textLinkClass}
          >
            {note.invoice_number}
          </Link>
        </dd>
        <dt className="text-ink-2">Issued</dt>
        <dd>
          <DateText value={note.issue_date} />
        </dd>
        <dt className="text-ink-2">Reason</dt>
        <dd className="break-words">{note.reason}</dd>
      </dl>
      <dl className="mt-3 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-t border-line pt-3 text-sm tabular-nums">
        <dt className="text-ink-2">Subtotal</dt>
        <dd className="text-right">{formatMoney(note.subtotal_cents)}</dd>
        {note.gst_breakdown
          .filter(({ gst_code }) => gst_code !== 'NG')
          .map(({ gst_code, gst_rate_bp, gst_cents }) => (
            <div key={gst_code + gst_rate_bp} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink-2">
                GST {formatRate(gst_rate_bp)} ({gst_code})
              </dt>
              <dd className="text-right">{formatMoney(gst_cents)}</dd>
            </div>
          ))}
        <dt className="font-medium">Total</dt>
        <dd className="text-right font-medium">{formatMoney(note.total_amount_cents)}</dd>
      </dl>
    </section>
  )
}

/** Where there is no room for the paper. */
function Lines({ note }: { note: CreditNote }) {
  return (
    <ul aria-label="Lines" className="divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
      {note.lines.map(({ position, description, quantity, unit, amount_cents }) => (
        <li key={position} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 px-4 py-2.5">
          <span className="min-w-0 break-words whitespace-pre-wrap">
            {description}
            {quantity !== null && (
              <span className="block text-sm text-ink-2">
                {quantity} {unit}
              </span>
            )}
          </span>
          <span className="tabular-nums">{formatMoney(amount_cents)}</span>
        </li>
      ))}
    </ul>
  )
}
