import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Allocation, Payment } from '#modules/payments/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { allocatePayment, removeAllocation } from '#web/payments/api.ts'
import { Button } from '#web/ui/button.tsx'
import { DateText } from '#web/ui/date.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { toastError, toastUndo } from '#web/ui/toast.ts'

/** Which invoices a payment settles; each part can be taken off, and put back. */
export function Allocations({ payment }: { payment: Payment }) {
  const canWrite = useCan('payments.write') && !payment.reversed_at
  const { takeOff, busyId } = useTakeOff(payment)
  if (payment.allocations.length === 0)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink-2 shadow-card">
        {payment.reversed_at ? 'It settled nothing any more when' : 'It settles no invoice.'}
        {payment.reversed_at && ' it was taken back.'}
      </p>
    )
  return (
    <section aria-labelledby="settles" className="rounded-lg border border-line bg-surface shadow-card">
      <h2 id="settles" className="px-4 pt-3 pb-2 text-base font-semibold">
        Settles
      </h2>
      <ul>
        {payment.allocations.map((part) => (
          <li key={part.id} className="flex flex-wrap items-center gap-x-3 border-t border-line px-4 py-2">
            <span className="min-w-0 flex-1">
              <Link
                from="/app/$slug"
                to="/app/$slug/invoices/$id"
                params={{ id: part.invoice_id }}
                className={`${textLinkClass} tabular-nums`}
              >
                {part.invoice_number}
              </Link>
              <span className="block text-xs text-ink-2">
                since <DateText value={part.allocation_date} />
              </span>
            </span>
            <span className="font-medium tabular-nums">{formatMoney(part.amount_cents)}</span>
            {canWrite && (
              <Button
                size="sm"
                variant="ghost"
                busy={busyId === part.id}
                aria-label={`Take off ${part.invoice_number}`}
                onClick={() => void takeOff(part)}
              >
                Take off
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useTakeOff({ id }: Payment) {
  const queryClient = useQueryClient()
  const [busyId, setBusyId] = useState<string>()
  async function putBack({ invoice_id, invoice_number, amount_cents }: Allocation) {
    try {
      await allocatePayment(id, [{ invoice_id, amount_cents }], newIdempotencyKey())
      await refreshMoney(queryClient)
    } catch (error) {
      toastError(`${invoice_number} could not be settled again`, error)
    }
  }
  async function takeOff(part: Allocation) {
    setBusyId(part.id)
    try {
      await removeAllocation(id, part.id)
      toastUndo(`${formatMoney(part.amount_cents)} taken off ${part.invoice_number}`, () => void putBack(part))
      await refreshMoney(queryClient)
    } catch (error) {
      toastError(`${part.invoice_number} stays settled`, error)
    }
    setBusyId(undefined)
  }
  return { takeOff, busyId }
}
