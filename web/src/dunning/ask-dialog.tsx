import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '#web/ui/dialog.tsx'
import { TextField } from '#web/ui/field.tsx'

type Props = {
  title: string
  verb: string
  busyLabel: string
  /** What it means, in a sentence. */
  children: ReactNode
  /** With a day beside the words. */
  day?: { label: string; hint?: string; isRequired?: boolean }
  words: { label: string; isRequired?: boolean; maxLength: number }
  onConfirm: (words: string, day: string) => Promise<void>
  onClose: () => void
}

/** Asks for a sentence, and for a day where one belongs to it. */
export function AskDialog({ title, verb, busyLabel, children, day, words, onConfirm, onClose }: Props) {
  const [text, setText] = useState('')
  const [date, setDate] = useState('')
  const [problem, setProblem] = useState<'text' | 'date'>()

  async function confirm() {
    if (day?.isRequired && !date) return setProblem('date')
    if (words.isRequired && !text.trim()) return setProblem('text')
    await onConfirm(text.trim(), date)
    return onClose()
  }

  return (
    <ConfirmDialog
      title={title}
      confirmLabel={verb}
      busyLabel={busyLabel}
      tone="primary"
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{children}</p>
      <div className="grid gap-4 pt-3 text-ink">
        {day && (
          <TextField
            label={day.label}
            type="date"
            hint={day.hint}
            optional={!day.isRequired}
            error={problem === 'date' ? 'Choose a day.' : undefined}
            value={date}
            onChange={(event) => {
              setDate(event.target.value)
              setProblem(undefined)
            }}
          />
        )}
        <TextField
          label={words.label}
          maxLength={words.maxLength}
          autoComplete="off"
          optional={!words.isRequired}
          error={problem === 'text' ? 'Write it down: others will ask.' : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
        />
      </div>
    </ConfirmDialog>
  )
}
