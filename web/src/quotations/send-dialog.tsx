import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { newIdempotencyKey } from '#web/api/client.ts'
import { ApiError, isStatus } from '#web/api/problem.ts'
import { refreshQuotation, sendQuotation } from '#web/quotations/api.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

type Props = { quotation: Quotation; onRefused?: (error: unknown) => void; onClose: () => void }

/** Mails the link of its page, or only makes it. */
export function SendDialog({ quotation, onRefused, onClose }: Props) {
  const queryClient = useQueryClient()
  const { id, number, buyer, recipient_name } = quotation
  const [to, setTo] = useState(quotation.sent_to ?? buyer.email ?? '')
  const [isMailed, setMailed] = useState(true)
  const [problem, setProblem] = useState<string>()
  const key = useRef(newIdempotencyKey())

  async function confirm() {
    if (isMailed && !to.includes('@')) return setProblem('Type the address that it goes to.')
    try {
      const sent = await sendQuotation(id, isMailed ? to.trim() : null, key.current)
      refreshQuotation(queryClient, sent)
      toast({
        title: isMailed ? `${sent.number} is on its way to ${to.trim()}` : `${sent.number} is open: copy its link`,
      })
    } catch (error) {
      // A refusal is an answer: the next attempt is another one. Without an answer it must be the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.current = newIdempotencyKey()
      if (!isStatus(error, 422)) throw error
      onRefused?.(error)
      throw error
    }
    return onClose()
  }

  return (
    <ConfirmDialog
      title={number ? `Mail ${number} again?` : `Send the quotation to ${recipient_name}?`}
      confirmLabel={isMailed ? 'Mail it' : 'Make the link'}
      busyLabel="Sending…"
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {number
          ? 'The mail brings the PDF and the link to its page. Answers come to your billing address.'
          : 'It gets its number and stays as it is now. On its page it can be read, kept as a PDF, accepted and declined.'}
      </p>
      <div className="grid gap-3 pt-3 text-ink">
        {isMailed && (
          <TextField
            label="To"
            type="email"
            maxLength={254}
            error={problem}
            value={to}
            onChange={(event) => {
              setTo(event.target.value)
              setProblem(undefined)
            }}
          />
        )}
        {!number && (
          <Checkbox
            label="No mail: I hand over the link myself"
            checked={!isMailed}
            onChange={(event) => setMailed(!event.target.checked)}
          />
        )}
      </div>
    </ConfirmDialog>
  )
}
