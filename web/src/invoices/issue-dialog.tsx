import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Draft } from '#modules/invoices/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoneyWithCode } from '#web/api/format.ts'
import { ApiError } from '#web/api/problem.ts'
import { issueDraft } from '#web/invoices/api.ts'
import { draftQuery, invoiceQuery } from '#web/invoices/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { largerPlanAfter } from '#web/organizations/larger-plan.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { draft: Draft; customerName: string; onClose: () => void }

export function IssueDialog({ draft, customerName, onClose }: Props) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const key = useRef(newIdempotencyKey())
  const total = formatMoneyWithCode(draft.total_amount_cents)

  async function issue() {
    try {
      const invoice = await issueDraft(draft.id, key.current)
      queryClient.setQueryData(invoiceQuery(invoice.id).queryKey, invoice)
      toast({ title: `${invoice.number} issued`, description: `${total} to ${customerName}` })
      await navigate({
        from: '/app/$slug',
        to: '/app/$slug/invoices/$id',
        params: { id: invoice.id },
        replace: true,
        ignoreBlocker: true,
      })
      queryClient.removeQueries({ queryKey: draftQuery(draft.id).queryKey })
      void refreshMoney(queryClient)
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      throw error
    }
  }

  return (
    <ConfirmDialog
      title={`Issue this invoice for ${total}?`}
      confirmLabel="Issue invoice"
      busyLabel="Issuing…"
      tone="primary"
      onConfirm={issue}
      wayOut={largerPlanAfter}
      onClose={onClose}
    >
      <ul className="grid list-disc gap-1 pl-4">
        <li>{customerName} will owe you this amount.</li>
        <li>It gets the next number, which is never used again.</li>
        <li>It can be paid or voided afterwards, not edited.</li>
      </ul>
    </ConfirmDialog>
  )
}
