import { useState } from 'react'
import { hasCode, messageOf } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toastError } from '#web/ui/toast.ts'

type Props = {
  title: string
  name?: string
  /** Undefined: it cannot be chosen here. */
  canShare?: boolean
  onSave: (name: string, is_shared: boolean) => Promise<void>
  onClose: () => void
}

/** Gives what the list shows a name, or another one. */
export function ViewDialog({ title, name: before = '', canShare, onSave, onClose }: Props) {
  const [name, setName] = useState(before)
  const [isShared, setShared] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [mistake, setMistake] = useState<string>()

  async function save() {
    if (!name.trim()) return setMistake('Give it a name.')
    setBusy(true)
    try {
      await onSave(name.trim(), isShared)
      return onClose()
    } catch (error) {
      setBusy(false)
      if (hasCode(error, 'saved_views.name_taken')) return setMistake(messageOf(error))
      return toastError('The view was not saved', error)
    }
  }

  return (
    <Dialog title={title} description="It keeps the filters, the order and the columns." onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label="Name"
          autoFocus
          autoComplete="off"
          maxLength={60}
          value={name}
          error={mistake}
          onChange={({ target }) => {
            setName(target.value)
            setMistake(undefined)
          }}
        />
        {canShare && (
          <Checkbox
            label="Share it with the team"
            hint="Everybody who sees leads finds it above the list."
            checked={isShared}
            onChange={({ target }) => setShared(target.checked)}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Saving…">
            Save view
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
