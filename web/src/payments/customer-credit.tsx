import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatMoney } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { applyCredit } from '#web/payments/api.ts'
import { balanceQuery } from '#web/payments/payment-queries.ts'
import { Button } from '#web/ui/button.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** Money of a customer that settles nothing yet, and a way to use it on what they owe. */
export function CustomerCredit({ customerId: customer_id }: { customerId: string }) {
  const queryClient = useQueryClient()
  const canSee = useCan('payments.read')
  const canWrite = useCan('payments.write')
  const { data } = useQuery({ ...balanceQuery(customer_id), enabled: canSee })
  const [isBusy, setBusy] = useState(false)
  if (!data || data.credit_cents === 0) return null

  async function use(before: number) {
    setBusy(true)
    try {
      const { credit_cents } = await applyCredit(customer_id)
      toast({ title: `${formatMoney(before - credit_cents)} of credit used` })
      await refreshMoney(queryClient)
    } catch (error) {
      toastError('The credit could not be used', error)
    }
    setBusy(false)
  }

  return (
    <div>
      <dt className="text-sm text-ink-2">Credit</dt>
      <dd className="text-xl font-semibold tracking-tight tabular-nums">{formatMoney(data.credit_cents)}</dd>
      <dd className="text-sm">
        {canWrite && data.amount_due_cents > 0 ? (
          <Button size="sm" busy={isBusy} busyLabel="Using…" onClick={() => void use(data.credit_cents)}>
            Use credit
          </Button>
        ) : (
          <Link
            from="/app/$slug"
            to="/app/$slug/payments"
            search={{ customer_id, has_credit: 'yes' }}
            className="text-link hover:underline"
          >
            From which payments
          </Link>
        )}
      </dd>
    </div>
  )
}
