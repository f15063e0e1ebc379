import { Controller, type UseFormReturn } from 'react-hook-form'
import type { FormDraft } from '#web/lead-forms/draft.ts'
import { useTeam } from '#web/leads/use-team.ts'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { required } from '#web/ui/form.tsx'

/** Thanks, what its leads get, who hears of them, and on which sites it may stand. */
export function OutcomeFields({ form }: { form: UseFormReturn<FormDraft> }) {
  const { register, control } = form
  const { errors } = form.formState
  const { people } = useTeam()
  return (
    <>
      <TextArea
        label="Thanks"
        hint="In place of the form, once it was sent"
        rows={2}
        maxLength={1000}
        error={errors.thanks?.message}
        {...register('thanks', required('Say thanks, or what happens next.'))}
      />
      <TextField
        label="Or go on to this page"
        optional
        hint="Of your site, such as https://www.example.sg/thanks"
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={1000}
        error={errors.redirect_url?.message}
        {...register('redirect_url', {
          validate: (text) =>
            text.trim() === '' ||
            (URL.canParse(text.trim()) && new URL(text.trim()).protocol === 'https:') ||
            'Type an address that begins with https://, or leave it empty.',
        })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Source of its leads"
          hint="Rules and reports know them by it"
          maxLength={60}
          autoComplete="off"
          error={errors.source?.message}
          {...register('source', required('Type a source, such as Web form.'))}
        />
        <TextField
          label="Tags"
          optional
          hint="Separated by commas"
          autoComplete="off"
          error={errors.tags?.message}
          {...register('tags')}
        />
        <Select label="Owner of its leads" error={errors.owner_user_id?.message} {...register('owner_user_id')}>
          <option value="">By your assignment rules</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      <Controller
        control={control}
        name="notify_user_ids"
        render={({ field }) => (
          <fieldset className="grid gap-1">
            <legend className="text-sm font-medium">Mail about new submissions goes to</legend>
            <p className="pb-1 text-xs text-ink-2">And to whoever is given the lead</p>
            <div className="flex flex-wrap gap-x-6 gap-y-1">
              {people.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={field.value.includes(id)}
                  onChange={({ target }) =>
                    field.onChange(target.checked ? [...field.value, id] : field.value.filter((other) => other !== id))
                  }
                />
              ))}
            </div>
            {errors.notify_user_ids && <p className="text-xs font-medium text-bad">{errors.notify_user_ids.message}</p>}
          </fieldset>
        )}
      />
      <TextArea
        label="Sites it may stand on"
        optional
        hint="One a line, such as https://www.example.sg. Its own page works without."
        rows={2}
        spellCheck={false}
        autoComplete="off"
        error={errors.allowed_origins?.message}
        {...register('allowed_origins')}
      />
    </>
  )
}
