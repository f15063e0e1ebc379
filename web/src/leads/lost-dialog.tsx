import { useId, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

type Props = { name: string; stage: string; onLost: (reason: string) => void; onCancel: () => void }

const reasons = ['No answer', 'No budget', 'Chose somebody else', 'Not the right time', 'Not a fit']

/** Why they are given up: worth knowing later, and nobody is kept from going on without it. */
export function LostDialog({ name, stage, onLost, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const list = useId()
  return (
    <Dialog title={`Move ${name} to ${stage}`} onClose={onCancel}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onLost(reason.trim())
        }}
      >
        <TextField
          label="Why are they given up?"
          optional
          autoFocus
          list={list}
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <datalist id={list}>
          {reasons.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary">
            Move to {stage}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
