import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { voidInvoice } from '#web/invoices/api.ts'
import { invoiceQuery } from '#web/invoices/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

export function VoidDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()

  async function confirm() {
    if (reason.trim() === '') return setProblem('Say why; it stays with the invoice.')
    queryClient.setQueryData(invoiceQuery(invoice.id).queryKey, await voidInvoice(invoice.id, reason.trim()))
    void refreshMoney(queryClient)
    toast({ title: `${invoice.number} voided` })
    return onClose()
  }

  return (
    <ConfirmDialog
      title={`Void ${invoice.number}?`}
      confirmLabel={`Void ${invoice.number}`}
      busyLabel="Voiding…"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {invoice.buyer.name} no longer owes it, and it leaves your GST figures. The number stays used. This cannot be
        undone.
      </p>
      <div className="pt-3 text-ink">
        <TextField
          label="Reason"
          maxLength={500}
          autoComplete="off"
          error={problem}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </ConfirmDialog>
  )
}
