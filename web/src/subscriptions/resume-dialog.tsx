import { useQueryClient } from '@tanstack/react-query'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { formatDate, today } from '#web/api/format.ts'
import { refreshSubscription, resumeSubscription } from '#web/subscriptions/api.ts'
import { amountWords, lastDay } from '#web/subscriptions/words.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { toast } from '#web/ui/toast.ts'

/** Within the period that was paid for it simply goes on; after it, a new one begins today and is charged. */
export function ResumeDialog({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const queryClient = useQueryClient()
  const { id, customer_name, current_period_end_date: end } = subscription

  async function confirm() {
    void refreshSubscription(queryClient, await resumeSubscription(id))
    toast({ title: 'Resumed' })
    onClose()
  }

  return (
    <ConfirmDialog
      title="Resume the subscription?"
      tone="primary"
      confirmLabel="Resume"
      busyLabel="Resuming…"
      onConfirm={confirm}
      onClose={onClose}
    >
      {end > today()
        ? `Its period runs until ${lastDay(end)}. It goes on as before, and is next invoiced on ${formatDate(end)}.`
        : `Its last period is over, so a new one begins today: ${customer_name} gets an invoice at once, ${amountWords(subscription)} before GST.`}
    </ConfirmDialog>
  )
}
