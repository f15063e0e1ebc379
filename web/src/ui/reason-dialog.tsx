import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

type Props = {
  title: string
  confirmLabel: string
  busyLabel: string
  /** Said when there is none. */
  emptyReason: string
  onConfirm: (reason: string) => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** For what cannot be undone and is kept with its reason. */
export function ReasonDialog({ emptyReason, onConfirm, children, ...rest }: Props) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()

  async function confirm() {
    if (reason.trim() === '') return setProblem(emptyReason)
    return onConfirm(reason.trim())
  }

  return (
    <ConfirmDialog {...rest} onConfirm={confirm}>
      <p>{children}</p>
      <div className="pt-3 text-ink">
        <TextField
          label="Reason"
          maxLength={500}
          autoComplete="off"
          error={problem}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </ConfirmDialog>
  )
}
