import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeftRight, CircleStop, Ellipsis, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import type { Subscription } from '#modules/subscriptions/schemas.ts'
import { useCan } from '#web/app/session.ts'
import { pauseSubscription, refreshSubscription, resumeSubscription } from '#web/subscriptions/api.ts'
import { CancelDialog } from '#web/subscriptions/cancel-dialog.tsx'
import { ResumeDialog } from '#web/subscriptions/resume-dialog.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** What can be done with it as it stands; the server's table of moves decides. */
export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const { id, status, pause_reason, cancel_at_period_end } = subscription
  const [open, setOpen] = useState<'cancel' | 'resume'>()
  const { run, isBusy } = useAction()
  const canWrite = useCan('subscriptions.write')
  if (!canWrite || status === 'canceled') return null

  const isRunning = ['trialing', 'active', 'past_due'].includes(status)
  const isPausedByHand = status === 'paused' && pause_reason === 'requested'
  const canResume = isPausedByHand || cancel_at_period_end
  const resume = () =>
    run(
      () => resumeSubscription(id),
      () => toast({ title: 'It goes on as before' }),
    )
  const pause = () =>
    run(
      () => pauseSubscription(id),
      () => toastUndo('Paused', () => void resume()),
    )
  const items: MenuItem[] = [
    ...(isRunning
      ? [{ label: 'Pause', icon: <Pause aria-hidden />, onSelect: () => void pause() }, 'separator' as const]
      : []),
    { label: 'Cancel…', icon: <CircleStop aria-hidden />, danger: true, onSelect: () => setOpen('cancel') },
  ]
  return (
    <>
      <Menu
        label="More actions"
        trigger={<Ellipsis aria-hidden />}
        className={`${buttonClass('ghost')} pointer-coarse:w-11`}
        items={items}
      />
      {canResume && (
        <Button
          variant="primary"
          busy={isBusy}
          // After its period a pause ends with a charge, so that is asked first; a cancellation is only taken back.
          onClick={() => (isPausedByHand ? setOpen('resume') : void resume())}
        >
          <Play aria-hidden />
          Resume
        </Button>
      )}
      {isRunning && !cancel_at_period_end && (
        <Link
          from="/app/$slug"
          to="/app/$slug/subscriptions/$id/change"
          params={{ id }}
          className={buttonClass('primary')}
        >
          <ArrowLeftRight aria-hidden />
          Change plan
        </Link>
      )}
      {open === 'cancel' && <CancelDialog subscription={subscription} onClose={() => setOpen(undefined)} />}
      {open === 'resume' && <ResumeDialog subscription={subscription} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function useAction() {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  async function run(action: () => Promise<Subscription>, done: () => void) {
    setBusy(true)
    try {
      void refreshSubscription(queryClient, await action())
      done()
    } catch (error) {
      toastError('The subscription was not changed', error)
    }
    setBusy(false)
  }
  return { run, isBusy }
}
