import type { SubscriptionPreview } from '#modules/subscriptions/billed-schemas.ts'
import { formatDate, formatMoney, formatRate } from '#web/api/format.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import type { NewPreview } from '#web/subscriptions/use-new-preview.ts'
import { amountWords, lastDay } from '#web/subscriptions/words.ts'
import { cx } from '#web/ui/cx.ts'
import { Skeleton } from '#web/ui/state.tsx'

/** What subscribing would charge today, before anybody says yes. */
export function ChargedToday({ preview, isReady }: { preview: NewPreview; isReady: boolean }) {
  const { data, error, isStale } = preview
  return (
    <section
      aria-labelledby="charged-today"
      aria-busy={isStale}
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <h2 id="charged-today" className="text-base font-semibold">
        Charged today
      </h2>
      <div role="status" className={cx('pt-1 text-sm transition-opacity', isStale && 'opacity-60')}>
        {!isReady ? (
          <p className="text-ink-2">Choose a customer and a price to see what is charged today.</p>
        ) : error ? (
          <p className="font-medium text-bad">{refusalOf(error)}</p>
        ) : data ? (
          <Figures {...data} />
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
      </div>
    </section>
  )
}

/** What stands on its field already is not said twice. */
const refusalOf = (error: unknown) =>
  error instanceof ApiError && error.fields.length > 0
    ? 'Correct what is marked to see what is charged.'
    : messageOf(error)

function Figures({ invoice, subscription }: SubscriptionPreview) {
  return (
    <>
      <p className="pb-2 text-2xl leading-8 font-semibold tracking-tight tabular-nums">
        {formatMoney(invoice?.total_amount_cents ?? 0)}
      </p>
      {invoice && (
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 border-t border-line py-2 tabular-nums">
          {invoice.lines.map((line) => (
            <Sum
              key={line.position}
              words={line.description}
              note={line.discount_cents > 0 ? `${formatMoney(line.discount_cents)} off` : ''}
              cents={line.amount_cents}
            />
          ))}
          {invoice.gst_breakdown
            .filter(({ gst_code }) => gst_code !== 'NG')
            .map(({ gst_code, gst_rate_bp, gst_cents }) => (
              <Sum key={gst_code + String(gst_rate_bp)} words={`GST ${formatRate(gst_rate_bp)}`} cents={gst_cents} />
            ))}
        </dl>
      )}
      <p className="border-t border-line pt-2 text-ink-2">{afterwards(subscription)}</p>
    </>
  )
}

function afterwards(subscription: SubscriptionPreview['subscription']): string {
  const { status, start_date, next_invoice_date: next, trial_end_date, coupon } = subscription
  const usual = `${amountWords(subscription)}${coupon ? ' less the coupon' : ''}, before GST`
  if (status === 'trialing' && trial_end_date)
    return `Free until ${lastDay(trial_end_date)}. The first invoice comes on ${formatDate(trial_end_date)}: ${usual}.`
  if (next === start_date) return `Nothing is due before it starts on ${formatDate(start_date)}: ${usual}.`
  return next ? `Then ${usual}, next on ${formatDate(next)}.` : ''
}

function Sum({ words, note = '', cents }: { words: string; note?: string; cents: number }) {
  return (
    <>
      <dt className="min-w-0 wrap-anywhere text-ink-2">
        {words}
        {note && <span className="block text-xs">{note}</span>}
      </dt>
      <dd className="text-right">{formatMoney(cents)}</dd>
    </>
  )
}
