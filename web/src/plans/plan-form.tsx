import { useQuery } from '@tanstack/react-query'
import type { UseFormReturn } from 'react-hook-form'
import { gstCodesQuery } from '#web/invoices/editor-queries.ts'
import { codeFrom, type PlanFields } from '#web/plans/plan-fields.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox, Select } from '#web/ui/choice.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { FormError, required } from '#web/ui/form.tsx'

type Props = {
  form: UseFormReturn<PlanFields>
  isNew: boolean
  onSave: (fields: PlanFields) => Promise<void>
  onClose: () => void
}

export function PlanForm({ form, isNew, onSave, onClose }: Props) {
  const { register, watch, setValue, formState } = form
  const { errors, isSubmitting, dirtyFields } = formState
  const isPlan = watch('kind') === 'plan'
  // A code follows the name until somebody types one, and stays once it is saved.
  const name = register('name', {
    ...required('Type a name.'),
    onChange: (event: { target: { value: string } }) => {
      if (isNew && !dirtyFields.code) setValue('code', codeFrom(event.target.value))
    },
  })
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => void form.handleSubmit((fields) => onSave(fields))(event)}
    >
      <FormError>{errors.root?.message}</FormError>
      {isNew && (
        <Select label="Kind" {...register('kind')}>
          <option value="plan">Plan</option>
          <option value="add_on">Add-on, sold beside a plan</option>
        </Select>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label="Name"
          hint="Printed on invoices"
          maxLength={100}
          autoComplete="off"
          error={errors.name?.message}
          {...name}
        />
        <TextField
          label="Code"
          hint="For programs, such as team-yearly"
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          error={errors.code?.message}
          {...register('code', {
            validate: (text) =>
              /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text.trim()) || 'Use small letters, digits and hyphens.',
          })}
        />
      </div>
      <TextArea
        label="Description"
        optional
        rows={2}
        maxLength={1000}
        error={errors.description?.message}
        {...register('description')}
      />
      <div className="grid gap-4 md:grid-cols-2">
        {isPlan && (
          <TextField
            label="Trial"
            inputMode="numeric"
            hint="Free days before the first charge"
            suffix={<span className="px-2 text-sm text-ink-3">days</span>}
            error={errors.trial_days?.message}
            {...register('trial_days', {
              validate: (text) => (/^\s*\d{1,3}\s*$/.test(text) && Number(text) <= 730) || 'Type 0 to 730 days.',
            })}
          />
        )}
        <GstCodeSelect form={form} />
      </div>
      <LimitFields form={form} />
      <TextArea
        label="Features"
        optional
        rows={4}
        hint="One a line, as customers read them"
        error={errors.features?.message}
        {...register('features')}
      />
      <Checkbox label="Show it on the price page" {...register('is_visible')} />
      {isPlan && (
        <Checkbox
          label="New customers begin on it"
          hint="At most one plan does; it takes the place of the other"
          error={errors.is_default?.message}
          {...register('is_default')}
        />
      )}
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting} busyLabel="Saving…">
          {isNew ? 'Add plan' : 'Save plan'}
        </Button>
      </div>
    </form>
  )
}

function GstCodeSelect({ form: { register, formState, watch } }: { form: UseFormReturn<PlanFields> }) {
  const { data } = useQuery(gstCodesQuery)
  const chosen = watch('gst_code')
  const codes = (data?.data ?? []).filter(({ gst_code }) => gst_code !== 'NG' && gst_code !== 'SR')
  return (
    <Select label="GST" error={formState.errors.gst_code?.message} {...register('gst_code')}>
      <option value="">Standard rate (SR)</option>
      {chosen !== '' && !codes.some(({ gst_code }) => gst_code === chosen) && <option value={chosen}>{chosen}</option>}
      {codes.map(({ gst_code, title }) => (
        <option key={gst_code} value={gst_code}>
          {title} ({gst_code})
        </option>
      ))}
    </Select>
  )
}

const limits = [
  ['seats', 'Seats', 1],
  ['leads_per_month', 'Leads a month', 0],
  ['invoices_per_month', 'Invoices a month', 0],
] as const

function LimitFields({ form: { register, formState } }: { form: UseFormReturn<PlanFields> }) {
  return (
    <fieldset>
      <legend className="pb-1 text-sm font-medium">
        Limits <span className="font-normal text-ink-3">(empty for any number)</span>
      </legend>
      <div className="grid gap-4 md:grid-cols-3">
        {limits.map(([name, label, least]) => (
          <TextField
            key={name}
            label={label}
            inputMode="numeric"
            autoComplete="off"
            error={formState.errors.limits?.[name]?.message}
            {...register(`limits.${name}`, {
              validate: (text) =>
                text.trim() === '' ||
                (/^\s*\d{1,9}\s*$/.test(text) && Number(text) >= least) ||
                `Type a whole number from ${least}.`,
            })}
          />
        ))}
      </div>
    </fieldset>
  )
}
