import { useQueryClient } from '@tanstack/react-query'
import type { Invoice } from '#modules/invoices/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { writeOffInvoice } from '#web/invoices/api.ts'
import { invoiceQuery } from '#web/invoices/queries.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { useReinstate } from '#web/invoices/use-reinstate.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { toastUndo } from '#web/ui/toast.ts'

/** Gives up what is still due, as a loss. */
export function WriteOffDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queryClient = useQueryClient()
  const reinstate = useReinstate(invoice)
  const due = formatMoney(invoice.amount_due_cents)
  async function confirm(reason: string) {
    queryClient.setQueryData(invoiceQuery(invoice.id).queryKey, await writeOffInvoice(invoice.id, reason))
    void refreshMoney(queryClient)
    toastUndo(`${due} on ${invoice.number} written off`, () => void reinstate())
    onClose()
  }
  return (
    <ReasonDialog
      title={`Write off ${due}?`}
      confirmLabel={`Write off ${invoice.number}`}
      busyLabel="Writing off…"
      emptyReason="Say why; the customer never sees it."
      onConfirm={confirm}
      onClose={onClose}
    >
      You give up what {invoice.buyer.name} still owes, and it counts as a loss. Its GST stays as it is: for that there
      are credit notes and bad debt relief. You can take this back.
    </ReasonDialog>
  )
}
