import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Quotation } from '#modules/quotations/schemas.ts'
import { doWithQuotation, refreshQuotation } from '#web/quotations/api.ts'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toastUndo } from '#web/ui/toast.ts'

type Props = { quotation: Quotation; verb: 'accept' | 'decline'; onUndo: () => void; onClose: () => void }

/** An answer that came some other way: by phone, by mail, on paper. */
export function AnswerDialog({ quotation: { id, number, recipient_name }, verb, onUndo, onClose }: Props) {
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const isYes = verb === 'accept'

  async function confirm() {
    if (isYes && !name.trim()) return setProblem('Type who accepted it.')
    const body = {
      ...(name.trim() && { name: name.trim() }),
      ...(!isYes && reason.trim() && { reason: reason.trim() }),
    }
    refreshQuotation(queryClient, await doWithQuotation(id, verb, body))
    toastUndo(`${number} ${isYes ? 'accepted' : 'declined'}`, onUndo)
    return onClose()
  }

  return (
    <ConfirmDialog
      title={isYes ? `Accepted by ${recipient_name}?` : `Declined by ${recipient_name}?`}
      confirmLabel={isYes ? 'Note the yes' : 'Note the no'}
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>For an answer that did not come through the page. It can be taken back.</p>
      <div className="grid gap-3 pt-3 text-ink">
        <TextField
          label="Who answered"
          optional={!isYes}
          maxLength={120}
          autoComplete="off"
          error={problem}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setProblem(undefined)
          }}
        />
        {!isYes && (
          <TextField
            label="Reason"
            optional
            maxLength={500}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </div>
    </ConfirmDialog>
  )
}
