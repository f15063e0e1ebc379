import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import type { Changed } from '#modules/subscriptions/change-schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { chargedToday } from '#web/subscriptions/change-words.ts'
import { pendingWords } from '#web/subscriptions/standing.ts'
import { termsWords } from '#web/subscriptions/words.ts'
import { buttonClass } from '#web/ui/button.tsx'

/** What was done, and the way to the invoice that it issued. */
export function ChangeDone({ done: { subscription, preview, invoice_id } }: { done: Changed }) {
  const pending = pendingWords(subscription)
  return (
    <section role="status" className="max-w-2xl rounded-lg border border-line bg-surface px-5 py-4 shadow-card">
      <p className="flex items-center gap-2 text-base font-semibold">
        <CircleCheck aria-hidden className="size-5 text-ok" />
        {preview.when === 'period_end' ? 'The change waits for the renewal' : `Now on ${termsWords(subscription)}`}
      </p>
      <p className="pt-1 text-sm text-ink-2">{whatHappened(preview, pending)}</p>
      <div className="flex flex-wrap gap-2 pt-4">
        {invoice_id && (
          <Link
            from="/app/$slug"
            to="/app/$slug/invoices/$id"
            params={{ id: invoice_id }}
            className={buttonClass('primary')}
          >
            Open the invoice
          </Link>
        )}
        <Link
          from="/app/$slug"
          to="/app/$slug/subscriptions/$id"
          params={{ id: subscription.id }}
          className={buttonClass(invoice_id ? 'secondary' : 'primary')}
        >
          Back to the subscription
        </Link>
      </div>
    </section>
  )
}

function whatHappened(preview: Changed['preview'], pending: string | undefined): string {
  if (preview.when === 'period_end')
    return pending ? `${pending}. Until then nothing changes.` : 'What was scheduled is taken back; the terms stay.'
  const next = preview.next_invoice ? ` The next invoice comes on ${formatDate(preview.next_invoice.date)}.` : ''
  if (preview.charge === 'now') return `An invoice for ${formatMoney(chargedToday(preview))} was issued.${next}`
  if (preview.charge === 'next_invoice')
    return `${formatMoney(preview.net_cents)} before GST goes on the next invoice.${next}`
  return preview.credit_after_cents > 0
    ? `${formatMoney(preview.credit_after_cents)} of credit comes off the next invoices.${next}`
    : `Nothing was charged.${next}`
}
