import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { AllocationFields, allocationsOf, type Parts, spread, sumOf } from '#web/payments/allocation-fields.tsx'
import { allocatePayment } from '#web/payments/api.ts'
import { openInvoicesQuery } from '#web/payments/payment-queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'
import { Empty, Skeleton } from '#web/ui/state.tsx'
import { toast } from '#web/ui/toast.ts'

/** Sets what is free of a payment against open invoices. */
export function AllocateDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const queryClient = useQueryClient()
  const free = payment.amount_unallocated_cents
  const { data } = useQuery(openInvoicesQuery(payment.customer_id))
  const [typed, setTyped] = useState<Parts>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const key = useRef(newIdempotencyKey())
  const parts = typed ?? spread(free, data?.data ?? [])
  const left = free - sumOf(parts)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!(left >= 0)) return setProblem(`Only ${formatMoney(free)} is free. Take something off.`)
    if (sumOf(parts) === 0) return setProblem('Type how much settles which invoice.')
    setBusy(true)
    try {
      await allocatePayment(payment.id, allocationsOf(parts), key.current)
      toast({ title: `${formatMoney(sumOf(parts))} set against invoices` })
      await refreshMoney(queryClient)
      onClose()
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      setProblem(messageOf(error))
      setBusy(false)
    }
    return undefined
  }

  return (
    <Dialog
      title="Use credit"
      description={`${formatMoney(free)} of ${payment.customer_name} is free.`}
      onClose={onClose}
    >
      {!data && <Skeleton className="h-24 w-full" />}
      {data?.data.length === 0 && (
        <Empty title="Nothing to settle">{payment.customer_name} owes nothing. The next invoice can use it.</Empty>
      )}
      {data && data.data.length > 0 && (
        <form noValidate className="grid gap-4" onSubmit={(event) => void save(event)}>
          <FormError>{problem}</FormError>
          <AllocationFields invoices={data.data} parts={parts} onChange={setTyped} />
          <p className="text-sm text-ink-2 tabular-nums">{formatMoney(Math.max(0, left || 0))} stays free</p>
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={isBusy} busyLabel="Settling…">
              Use credit
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
