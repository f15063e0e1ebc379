import { useQueryClient } from '@tanstack/react-query'
import type { Payment } from '#modules/payments/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { reversePayment } from '#web/payments/api.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { toast } from '#web/ui/toast.ts'

/** As if the money had never come in. */
export function ReverseDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const queryClient = useQueryClient()
  const amount = formatMoney(payment.amount_cents)
  async function confirm(reason: string) {
    await reversePayment(payment.id, reason)
    void refreshMoney(queryClient)
    toast({ title: `${amount} taken back` })
    onClose()
  }
  return (
    <ReasonDialog
      title={`Reverse ${amount}?`}
      confirmLabel="Reverse payment"
      busyLabel="Reversing…"
      emptyReason="Say why, such as that the cheque bounced."
      onConfirm={confirm}
      onClose={onClose}
    >
      The invoices that it settles are due again, as if the money had never come in. The payment stays on record. This
      cannot be undone.
    </ReasonDialog>
  )
}
