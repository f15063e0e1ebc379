import { useState } from 'react'
import type { DunningPreview, DunningStep } from '#modules/dunning/schemas.ts'
import { previewStep } from '#web/dunning/api.ts'
import { toneWords, whenWords } from '#web/dunning/words.ts'
import { Button } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { toastError } from '#web/ui/toast.ts'

/** A step while it is typed: its days as text, and a key that stays when others go. */
export type StepFields = Omit<DunningStep, 'days'> & { key: string; days: string }

type Props = {
  step: StepFields
  number: number
  placeholders: string[]
  mistakes: Partial<Record<'days' | 'subject' | 'text', string | undefined>>
  canEdit: boolean
  onChange: (changes: Partial<StepFields>) => void
  onRemove?: () => void
}

export function StepCard({ step, number, placeholders, mistakes, canEdit, onChange, onRemove }: Props) {
  const [preview, setPreview] = useState<DunningPreview>()
  const [isBusy, setBusy] = useState(false)

  async function show() {
    setBusy(true)
    const { days, tone, subject, text } = step
    await previewStep({ days: Number(days), tone, subject, text }).then(setPreview, (error: unknown) =>
      toastError(`Step ${number} cannot be shown`, error),
    )
    setBusy(false)
  }

  return (
    <fieldset disabled={!canEdit} className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <legend className="sr-only">Step {number}</legend>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <h3 className="flex-1 text-base font-semibold">
          {number}. {toneWords[step.tone]}, {whenWords(Number(step.days) || 0).toLowerCase()}
        </h3>
        <Button size="sm" busy={isBusy} onClick={() => void show()}>
          Preview
        </Button>
        {onRemove && canEdit && (
          <Button size="sm" variant="ghost" onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Days after the due date"
          inputMode="text"
          autoComplete="off"
          hint="Below 0 is before it"
          error={mistakes.days}
          value={step.days}
          onChange={(event) => onChange({ days: event.target.value })}
        />
        <Select
          label="Tone"
          value={step.tone}
          onChange={(event) => onChange({ tone: event.target.value as DunningStep['tone'] })}
        >
          {Object.entries(toneWords).map(([tone, word]) => (
            <option key={tone} value={tone}>
              {word}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid gap-4 pt-4">
        <TextField
          label="Subject"
          maxLength={200}
          autoComplete="off"
          error={mistakes.subject}
          value={step.subject}
          onChange={(event) => onChange({ subject: event.target.value })}
        />
        <TextArea
          label="Text"
          rows={7}
          maxLength={4_000}
          error={mistakes.text}
          hint={`The list of invoices and its total follow. You can use ${placeholders.map((name) => `{${name}}`).join(' ')}.`}
          value={step.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </div>
      {preview && (
        <Dialog
          title={preview.subject}
          description={
            preview.is_example ? 'With a made-up invoice: nothing is overdue.' : `As ${preview.to} would get it.`
          }
          onClose={() => setPreview(undefined)}
          wide
        >
          <p className="text-sm break-words whitespace-pre-wrap">{preview.text}</p>
        </Dialog>
      )}
    </fieldset>
  )
}
