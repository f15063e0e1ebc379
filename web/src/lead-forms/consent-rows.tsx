import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFieldArray, type UseFormReturn } from 'react-hook-form'
import type { FormDraft } from '#web/lead-forms/draft.ts'
import { type Channel, channels, channelWords, suggestedConsent } from '#web/lead-forms/words.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Select } from '#web/ui/choice.tsx'
import { TextArea } from '#web/ui/field.tsx'
import { FormError, required } from '#web/ui/form.tsx'
import { toastUndo } from '#web/ui/toast.ts'

/** For each way of reaching people, the sentence they agree to. */
export function ConsentRows({ form, seller }: { form: UseFormReturn<FormDraft>; seller: string }) {
  const { control, register, formState, getValues, watch } = form
  const { fields, append, insert, remove } = useFieldArray({ control, name: 'consents' })
  const errors = formState.errors.consents
  const free = channels.filter((channel) => !watch('consents').some((each) => each.channel === channel))
  function drop(place: number) {
    const gone = getValues(`consents.${place}`)
    remove(place)
    toastUndo(`Consent to ${channelWords[gone.channel].toLowerCase()} removed`, () =>
      insert(Math.min(place, getValues('consents').length), gone),
    )
  }
  return (
    <>
      <FormError>{errors?.message ?? errors?.root?.message}</FormError>
      {fields.length === 0 && (
        <p className="text-sm text-ink-2">Visitors are not asked whether you may contact them.</p>
      )}
      {fields.map(({ id, channel }, place) => (
        <div key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
          <TextArea
            label={channelWords[channel]}
            rows={3}
            maxLength={500}
            error={errors?.[place]?.text?.message}
            {...register(`consents.${place}.text`, required('Write what they agree to.'))}
          />
          <IconButton className="mt-5.5" label={`Remove ${channelWords[channel]}`} onClick={() => drop(place)}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <AddConsent free={free} onAdd={(channel) => append({ channel, text: suggestedConsent(channel, seller) })} />
    </>
  )
}

function AddConsent({ free, onAdd }: { free: Channel[]; onAdd: (channel: Channel) => void }) {
  const [chosen, setChosen] = useState<string>('')
  const next = free.find((channel) => channel === chosen) ?? free[0]
  if (!next) return null
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1 sm:max-w-60">
        <Select label="Ask for consent to" value={next} onChange={({ target }) => setChosen(target.value)}>
          {free.map((channel) => (
            <option key={channel} value={channel}>
              {channelWords[channel]}
            </option>
          ))}
        </Select>
      </div>
      <Button className="h-9 pointer-coarse:h-11" onClick={() => onAdd(next)}>
        <Plus aria-hidden />
        Add consent
      </Button>
    </div>
  )
}
