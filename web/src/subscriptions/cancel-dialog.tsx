import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Cancellation, Subscription } from '#modules/subscriptions/schemas.ts'
import { today } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import { daysBetween } from '#web/payments/days.ts'
import { cancelSubscription, refreshSubscription, resumeSubscription } from '#web/subscriptions/api.ts'
import { lastDay } from '#web/subscriptions/words.ts'
import { Button } from '#web/ui/button.tsx'
import { ChoiceCards } from '#web/ui/choice-cards.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

type When = Cancellation['when']

/** When it ends, and what that means; at the period's end can be undone, now cannot. */
export function CancelDialog({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const queryClient = useQueryClient()
  const { id, status, cancel_at_period_end, current_period_end_date: end } = subscription
  const isResting = status === 'paused' || status === 'unpaid'
  const [when, setWhen] = useState<When>(isResting || cancel_at_period_end ? 'now' : 'period_end')
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function undo() {
    try {
      void refreshSubscription(queryClient, await resumeSubscription(id))
    } catch (error) {
      toastError('The cancellation was not taken back', error)
    }
  }

  async function cancel() {
    setBusy(true)
    setFailure(undefined)
    try {
      const saved = await cancelSubscription(id, { when, ...(reason.trim() && { reason: reason.trim() }) })
      void refreshSubscription(queryClient, saved)
      if (saved.status === 'canceled') toast({ title: 'Cancelled' })
      else toastUndo(`Ends after ${lastDay(saved.current_period_end_date)}`, () => void undo())
      onClose()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <Dialog title={`Cancel ${subscription.plan.name} for ${subscription.customer_name}?`} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy) void cancel()
        }}
      >
        <FormError>{failure}</FormError>
        <ChoiceCards
          legend="When it ends"
          value={when}
          onChange={setWhen}
          options={[
            ...(isResting || cancel_at_period_end
              ? []
              : [{ value: 'period_end' as const, label: `After ${lastDay(end)}`, hint: endWords(subscription) }]),
            { value: 'now', label: 'Now', hint: nowWords(subscription, isResting) },
          ]}
        />
        <TextField
          label="Reason"
          optional
          hint="Kept for yourselves; the customer does not see it"
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-2 pt-1">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="danger" busy={isBusy} busyLabel="Cancelling…">
            {when === 'now' ? 'Cancel now' : `Cancel after ${lastDay(end)}`}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function endWords({ status, current_period_end_date: end }: Subscription): string {
  if (end <= today()) return 'Its period is over: it ends with the next run, instead of being renewed.'
  return status === 'trialing'
    ? 'The trial runs to its end and nothing is charged. It can be taken back until then.'
    : 'What was paid for stays theirs until then. No renewal after it, and it can be taken back until then.'
}

function nowWords({ status, current_period_end_date: end }: Subscription, isResting: boolean): string {
  if (status === 'trialing') return 'The trial ends today and nothing is charged. This cannot be undone.'
  if (isResting) return 'It ends today. Nothing more is charged. This cannot be undone.'
  const days = daysBetween(today(), end)
  const unused = days > 0 ? ` ${days} unused ${days === 1 ? 'day becomes' : 'days become'} credit.` : ''
  return `It ends today.${unused} What is still to be charged goes on a last invoice, less the credit. This cannot be undone.`
}
