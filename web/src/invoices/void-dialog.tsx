import { useQueryClient } from '@tanstack/react-query'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { voidInvoice } from '#web/invoices/api.ts'
import { invoiceQuery } from '#web/invoices/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { toast } from '#web/ui/toast.ts'

export function VoidDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()

  async function confirm(reason: string) {
    queryClient.setQueryData(invoiceQuery(invoice.id).queryKey, await voidInvoice(invoice.id, reason))
    void refreshMoney(queryClient)
    toast({ title: `${invoice.number} voided` })
    onClose()
  }

  return (
    <ReasonDialog
      title={`Void ${invoice.number}?`}
      confirmLabel={`Void ${invoice.number}`}
      busyLabel="Voiding…"
      emptyReason="Say why; it stays with the invoice."
      onConfirm={confirm}
      onClose={onClose}
    >
      {invoice.buyer.name} no longer owes it, and it leaves your GST figures. The number stays used. This cannot be
      undone.
    </ReasonDialog>
  )
}
