import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useFieldArray, type UseFormReturn } from 'react-hook-form'
import type { LeadField } from '#modules/leads/stage-schemas.ts'
import { useCan } from '#web/app/session.ts'
import { type FormDraft, unused } from '#web/lead-forms/draft.ts'
import { fieldWords } from '#web/lead-forms/words.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { TextField } from '#web/ui/field.tsx'
import { FormError, required } from '#web/ui/form.tsx'
import { textLinkClass } from '#web/ui/link-class.ts'
import { toastUndo } from '#web/ui/toast.ts'

const most_fields = 20

/** The questions: their words, whether they must be answered, and their order. */
export function FieldRows({ form, own }: { form: UseFormReturn<FormDraft>; own: LeadField[] }) {
  const { control, register, formState, getValues } = form
  const { fields, append, insert, move, remove } = useFieldArray({ control, name: 'fields' })
  const list = useRef<HTMLOListElement>(null)
  const [spoken, setSpoken] = useState('')
  const canAddOwn = useCan('lead_settings.write')
  const free = unused({ fields: form.watch('fields') }, own)
  const errors = formState.errors.fields
  const wordOf = (field: string) =>
    fieldWords[field] ?? own.find(({ key }) => field === `custom_fields.${key}`)?.label ?? 'A field you removed'

  function shift(place: number, step: -1 | 1) {
    const { label } = getValues(`fields.${place}`)
    move(place, place + step)
    setSpoken(`${label} is now ${place + step + 1} of ${fields.length}`)
    requestAnimationFrame(() => {
      const [up, down] = list.current?.children[place + step]?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? []
      const [wanted, other] = step < 0 ? [up, down] : [down, up]
      ;(wanted?.disabled ? other : wanted)?.focus()
    })
  }
  function drop(place: number) {
    const gone = getValues(`fields.${place}`)
    remove(place)
    toastUndo(`${gone.label} removed`, () => insert(Math.min(place, getValues('fields').length), gone))
  }

  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <FormError>{errors?.message ?? errors?.root?.message}</FormError>
      <ol ref={list} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {fields.map(({ id, field }, place) => {
          const word = wordOf(field)
          return (
            <li
              key={id}
              aria-label={word}
              className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-line bg-surface px-4 pt-2 pb-3 shadow-card"
            >
              <div className="flex items-center gap-1">
                <h3 className="min-w-0 flex-1 truncate text-sm font-medium text-ink-2">{word}</h3>
                <IconButton data-move label={`Move ${word} up`} disabled={place === 0} onClick={() => shift(place, -1)}>
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  data-move
                  label={`Move ${word} down`}
                  disabled={place === fields.length - 1}
                  onClick={() => shift(place, 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton label={`Remove ${word}`} disabled={fields.length === 1} onClick={() => drop(place)}>
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
              <FormError>{errors?.[place]?.field?.message}</FormError>
              <div className="grid gap-3 sm:grid-cols-2">
                <TextField
                  label="Label"
                  maxLength={80}
                  autoComplete="off"
                  error={errors?.[place]?.label?.message}
                  {...register(`fields.${place}.label`, required('Say what is asked.'))}
                />
                <TextField
                  label="Hint"
                  optional
                  maxLength={200}
                  autoComplete="off"
                  error={errors?.[place]?.hint?.message}
                  {...register(`fields.${place}.hint`)}
                />
              </div>
              <Checkbox
                label="Must be filled in"
                error={errors?.[place]?.is_required?.message}
                {...register(`fields.${place}.is_required`)}
              />
            </li>
          )
        })}
      </ol>
      {fields.length < most_fields && (
        <AddField
          free={free}
          onAdd={(field) => append({ field, label: wordOf(field), hint: '', is_required: false })}
        />
      )}
      {canAddOwn && (
        <p className="text-xs text-ink-2">
          Anything else to ask?{' '}
          <Link from="/app/$slug" to="/app/$slug/settings/$" params={{ _splat: 'leads' }} className={textLinkClass}>
            Add a field of your own to leads
          </Link>{' '}
          first.
        </p>
      )}
    </>
  )
}

type Free = ReturnType<typeof unused>
function AddField({ free, onAdd }: { free: Free; onAdd: (field: Free[number]['field']) => void }) {
  const [chosen, setChosen] = useState<string>('')
  const next = free.find(({ field }) => field === chosen) ?? free[0]
  if (!next) return null
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1 sm:max-w-60">
        <Select label="Another field" value={next.field} onChange={({ target }) => setChosen(target.value)}>
          {free.map(({ field, word }) => (
            <option key={field} value={field}>
              {word}
            </option>
          ))}
        </Select>
      </div>
      <Button className="h-9 pointer-coarse:h-11" onClick={() => onAdd(next.field)}>
        <Plus aria-hidden />
        Add field
      </Button>
    </div>
  )
}
