import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleStop, Ellipsis, Pause, Pencil, Play } from 'lucide-react'
import { useState } from 'react'
import type { RecurringInvoice } from '#modules/recurring-invoices/schemas.ts'
import { useCan } from '#web/app/session.ts'
import {
  endRecurringInvoice,
  pauseRecurringInvoice,
  refreshRecurring,
  resumeRecurringInvoice,
} from '#web/recurring-invoices/api.ts'
import { skippedWords } from '#web/recurring-invoices/words.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

/** Pausing and ending are taken back by resuming, so neither asks first. */
export function RecurringActions({ recurring: { id, status } }: { recurring: RecurringInvoice }) {
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const canWrite = useCan('invoices.write')
  const canIssue = useCan('invoices.issue')

  async function run(action: () => Promise<RecurringInvoice>, done: () => void) {
    setBusy(true)
    try {
      void refreshRecurring(queryClient, await action())
      done()
    } catch (error) {
      toastError('The recurring invoice was not changed', error)
    }
    setBusy(false)
  }

  async function resume() {
    let skipped: string[] = []
    const action = async () => {
      const { recurring_invoice, skipped_dates } = await resumeRecurringInvoice(id)
      skipped = skipped_dates
      return recurring_invoice
    }
    await run(action, () => {
      const description = skippedWords(skipped)
      toast({ title: 'Resumed', ...(description && { description }) })
    })
  }

  const stop = (action: (id: string) => Promise<RecurringInvoice>, done: string) =>
    run(
      () => action(id),
      () => (canIssue ? toastUndo(done, () => void resume()) : toast({ title: done })),
    )
  const items: MenuItem[] = [
    ...(status === 'active'
      ? [
          {
            label: 'Pause',
            icon: <Pause aria-hidden />,
            onSelect: () => void stop(pauseRecurringInvoice, 'Paused: nothing is made until it is resumed'),
          },
        ]
      : []),
    ...(status === 'ended'
      ? []
      : [
          {
            label: 'End',
            icon: <CircleStop aria-hidden />,
            danger: true,
            onSelect: () => void stop(endRecurringInvoice, 'Ended: nothing is made any more'),
          },
        ]),
  ]
  return (
    <>
      {canWrite && items.length > 0 && (
        <Menu
          label="More actions"
          trigger={<Ellipsis aria-hidden />}
          className={`${buttonClass('ghost')} pointer-coarse:w-11`}
          items={items}
        />
      )}
      {canIssue && (
        <Link
          from="/app/$slug"
          to="/app/$slug/invoices/recurring/$"
          params={{ _splat: `${id}/edit` }}
          className={buttonClass(status === 'active' ? 'primary' : 'secondary')}
        >
          <Pencil aria-hidden />
          Edit
        </Link>
      )}
      {canIssue && status !== 'active' && (
        <Button variant="primary" busy={isBusy} onClick={() => void resume()}>
          <Play aria-hidden />
          Resume
        </Button>
      )}
    </>
  )
}
