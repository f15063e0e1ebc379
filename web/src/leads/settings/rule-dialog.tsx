import { type ReactNode, useState } from 'react'
import { ApiError, messageOf } from '#web/api/problem.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form.tsx'

type Props = {
  title: string
  onSave: () => Promise<void>
  onClose: () => void
  children: (mistakes: Record<string, string>) => ReactNode
}

/** A window for a rule: its mistakes go to whoever shows the field that they name. */
export function RuleDialog({ title, onSave, onClose, children }: Props) {
  const [mistakes, setMistakes] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function submit() {
    setBusy(true)
    setProblem(undefined)
    try {
      await onSave()
      onClose()
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : []
      setMistakes(Object.fromEntries(fields.map(({ pointer, detail }) => [pointer, detail])))
      setProblem(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <Dialog title={title} onClose={onClose} wide>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <FormError>{problem}</FormError>
        {children(mistakes)}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy} busyLabel="Saving…">
            Save rule
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
