import type { InterestProposal } from '#modules/interest/schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'

type Props = {
  proposal: InterestProposal
  onWaive: (invoice_id: string, reason: string) => Promise<void>
  onClose: () => void
}

export function WaiveDialog({ proposal, onWaive, onClose }: Props) {
  return (
    <ReasonDialog
      title={`Waive the interest on ${proposal.invoice_number}?`}
      confirmLabel="Waive interest"
      busyLabel="Waiving…"
      emptyReason="Say why, for whoever asks later."
      onConfirm={async (reason) => {
        await onWaive(proposal.invoice_id, reason)
        onClose()
      }}
      onClose={onClose}
    >
      {formatMoney(proposal.amount_cents)} until {formatDate(proposal.to_date)} is never asked for. What grows later is.
    </ReasonDialog>
  )
}
