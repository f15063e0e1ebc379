import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { BatchAction, BatchPreview } from '#modules/invoice-batches/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { formatMoney } from '#web/api/format.ts'
import { messageOf } from '#web/api/problem.ts'
import { batchPreviewQuery, type Choice, startBatch } from '#web/bulk/queries.ts'
import { actionWords, counted } from '#web/bulk/words.ts'
import { Checkbox } from '#web/ui/choice.tsx'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { Skeleton } from '#web/ui/state.tsx'

type Props = {
  action: BatchAction
  choice: Choice
  noun: 'invoice' | 'draft'
  onStarted: () => void
  onClose: () => void
}

/** What it comes to and what of it will be left out, before anything is done. */
export function BatchDialog({ action, choice, noun, onStarted, onClose }: Props) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const [includesSent, setIncludesSent] = useState(false)
  const { data, error } = useQuery(batchPreviewQuery(action, choice))
  const words = actionWords[action]
  const what = data ? counted(data.item_count, noun) : `${noun}s`

  async function confirm() {
    const batch = await startBatch(
      action,
      { ...choice, ...(action === 'send' && { includes_sent: includesSent }) },
      key,
    )
    void queryClient.invalidateQueries({ queryKey: ['invoice-batches'] })
    onClose()
    onStarted()
    await navigate({ from: '/app/$slug', to: '/app/$slug/invoices/batches/$', params: { _splat: batch.id } })
  }

  return (
    <ConfirmDialog
      title={words.title(what)}
      confirmLabel={`${words.verb} ${action === 'mark_sent' ? '' : what}`.trim()}
      busyLabel="Starting…"
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      {error ? (
        <p className="text-bad">{messageOf(error)}</p>
      ) : data ? (
        <>
          <p>
            Together <span className="font-medium text-ink tabular-nums">{formatMoney(data.amount_cents)}</span>.{' '}
            {consequences[action]}
          </p>
          <LeftOut action={action} preview={data} includesSent={includesSent} />
          {action === 'send' && data.sent_count > 0 && (
            <div className="pt-3 text-ink">
              <Checkbox
                label={`Mail again what was sent before (${data.sent_count})`}
                checked={includesSent}
                onChange={(event) => setIncludesSent(event.target.checked)}
              />
            </div>
          )}
        </>
      ) : (
        <Skeleton className="h-10 w-full" />
      )}
    </ConfirmDialog>
  )
}

const consequences: Record<BatchAction, string> = {
  issue:
    'Each gets the next number, the oldest first, and cannot be changed any more. What is incomplete stays a draft.',
  send: 'Each customer gets a mail with the PDF for each invoice.',
  mark_sent: 'No mail goes out. It says that they reached their customers another way.',
}

function LeftOut({
  action,
  preview,
  includesSent,
}: {
  action: BatchAction
  preview: BatchPreview
  includesSent: boolean
}) {
  const { without_address_count, returned_count, sent_count, void_count } = preview
  const reasons = [
    ...(action === 'send' && without_address_count > 0 ? [`${without_address_count} without an e-mail address`] : []),
    ...(action === 'send' && returned_count > 0 ? [`${returned_count} to an address that returned the last mail`] : []),
    ...(action === 'send' && sent_count > 0 && !includesSent ? [`${sent_count} sent before`] : []),
    ...(void_count > 0 ? [`${void_count} void`] : []),
  ]
  if (reasons.length === 0) return null
  return (
    <div className="pt-3">
      <p className="font-medium text-ink">Left out</p>
      <ul className="list-disc pl-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}
