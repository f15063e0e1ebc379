import { useQuery } from '@tanstack/react-query'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { methodName } from '#web/payments/methods.ts'
import { refundsQuery } from '#web/payments/payment-queries.ts'
import { Badge } from '#web/ui/badge.tsx'
import { DateText } from '#web/ui/date.tsx'

const states = {
  pending: ['info', 'On its way'],
  succeeded: ['ok', 'Paid back'],
  failed: ['bad', 'Failed'],
} as const

/** What went back of a payment. */
export function Refunds({ payment }: { payment: Payment }) {
  const { data } = useQuery(refundsQuery(payment.id))
  if (!data || data.data.length === 0) return null
  return (
    <section aria-labelledby="refunds" className="rounded-lg border border-line bg-surface shadow-card">
      <h2 id="refunds" className="px-4 pt-3 pb-2 text-base font-semibold">
        Refunds
      </h2>
      <ul>
        {data.data.map(({ id, reason, refund_date, method, reference, status, failure, amount_cents }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 border-t border-line px-4 py-2">
            <span className="min-w-0 flex-1 break-words">
              {reason}
              <span className="block text-xs text-ink-2">
                <DateText value={refund_date} /> ·{' '}
                {[methodName(method), reference, failure].filter(Boolean).join(' · ')}
              </span>
            </span>
            <Badge tone={states[status][0]}>{states[status][1]}</Badge>
            <span className="font-medium tabular-nums">{formatMoney(amount_cents)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
